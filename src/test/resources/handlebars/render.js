// Renders the cases of a JSON file with npm's handlebars: the oracle of HandlebarsDifferentialTest.
const fs = require('fs');
const path = require('path');
const Handlebars = require(path.resolve(process.argv[2], 'node_modules/handlebars'));
const cases = JSON.parse(fs.readFileSync(process.argv[3], 'utf8'));
const results = cases.map(({template, partials, data}) => {
  const engine = Handlebars.create();
  // The helper of Handlebars' own documentation: a raw block gives its text.
  engine.registerHelper('raw', options => options.fn());
  for (const [name, source] of Object.entries(partials)) {
    engine.registerPartial(name, engine.compile(source, {noEscape: true}));
  }
  try {
    return {text: engine.compile(template, {noEscape: true})(data)};
  } catch (e) {
    return {error: String(e.message)};
  }
});
fs.writeFileSync(process.argv[4], JSON.stringify(results));
