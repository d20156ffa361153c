// Validates the object of twenty fields of SchemaBenchmark with ajv: node bench/ajv.mjs FOLDER-WITH-node_modules
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(pathToFileURL(process.argv[2] + "/"));
const Ajv = require("ajv/dist/2020").default;

const properties = {};
const value = {};
const add = (name, schema, example) => { properties[name] = schema; value[name] = example; };
for (let i = 0; i < 4; i++) {
  add("text" + i, { type: "string", minLength: 2, maxLength: 200 }, "some text " + i);
  add("count" + i, { type: "integer", minimum: 0, maximum: 1000 }, 42 + i);
  add("tone" + i, { enum: ["formal", "casual", "plain"] }, "casual");
  add("code" + i, { type: "string", pattern: "^[a-z]{2}(-[A-Z]{2})?$" }, "zh-CN");
}
add("flag", { type: "boolean" }, true);
add("ratio", { type: "number", exclusiveMinimum: 0, maximum: 1 }, 0.45);
add("tags", { type: "array", maxItems: 9, items: { type: "string" } }, ["a", "b", "c"]);
add("owner", { type: "object", required: ["name"], properties: { name: { type: "string" } } }, { name: "Ann" });
const schema = { type: "object", required: ["text0", "count0", "flag"], properties, additionalProperties: false };

const cpu = () => { const { user, system } = process.cpuUsage(); return user + system; };
for (const [what, options] of [["first error", {}], ["all errors", { allErrors: true }]]) {
  const validate = new Ajv({ strict: false, ...options }).compile(schema);
  if (!validate(value) || Object.keys(value).length !== 20) throw new Error("the object should be valid");
  const times = [];
  let valid = 0;
  for (let round = 0; round < 9; round++) {
    const start = cpu();
    for (let i = 0; i < 1_000_000; i++) valid += validate(value) ? 1 : 0;
    times.push((cpu() - start) / 1000); // microseconds for a million: nanoseconds for each
  }
  if (valid !== 9_000_000) throw new Error("the object should be valid");
  times.splice(0, 2); // warm-up
  times.sort((a, b) => a - b);
  console.log(`ajv ${require("ajv/package.json").version}, ${what}: ${times[3].toFixed(0)} ns of CPU time (median of 7)`);
}
