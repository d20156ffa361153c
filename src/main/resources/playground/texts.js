/** What the page says, in both languages. */
const TEXTS = {
  en: {
    tagline: "Ask the documents. Every sentence shows its source.",
    question: "Your question",
    placeholder: "Ask in English or Chinese. Enter sends, Shift+Enter breaks the line.",
    model: "Model",
    key: "API key",
    keyHint: "Only needed where keys are on. Kept in this tab, sent to this server only.",
    keyNeeded: "This service asks for a key. Enter it under “API key”.",
    send: "Ask",
    cancel: "Cancel",
    close: "Close",
    examples: "Examples",
    answer: "Answer",
    score: "Trust score",
    passages: "Passages",
    noPassages: "No passage fits this question.",
    more: "Show all",
    less: "Show less",
    footer: "Nothing on this page comes from elsewhere.",
    searching: "Searching …",
    writing: "Writing …",
    scoring: "Scoring …",
    reconnecting: "The connection broke; it comes back by itself …",
    cancelled: "Cancelled",
    failed: "Failed",
    done: (first, total) => `Done · first text after ${first}, all after ${total}`,
    restored: "Done",
    unreachable: "The service cannot be reached.",
    gone: "This answer is no longer kept. Ask again.",
    trusted: "trusted",
    untrusted: "check the passages",
    consistency: "Consistency",
    consistencyHint: "How well the passages support the sentences",
    completeness: "Completeness",
    completenessHint: "How much of what was asked is answered",
    certainty: "Certainty",
    certaintyHint: "1 where the answer does not hedge; not part of the score",
    missing: "Asked for, not answered",
    hedges: "Hedges",
    sentenceHint: "Point at a sentence to see what supports it.",
    support: (support, number) => `Support ${support} by passage ${number}: `,
    unsupported: (support) => `Support ${support}: no passage says this.`,
    passageScore: "Score",
    bm25: "BM25",
    similarity: "Similarity",
    rank: (rank) => `rank ${rank}`,
    cite: (number, title) => `Passage ${number}: ${title}`,
  },
  zh: {
    tagline: "向文档提问,每句话都有出处。",
    question: "你的问题",
    placeholder: "可用中文或英文提问。回车发送,Shift+回车换行。",
    model: "模型",
    key: "API 密钥",
    keyHint: "仅在服务启用密钥时需要。只保存在当前标签页,只发送给本服务。",
    keyNeeded: "本服务需要密钥,请在“API 密钥”中填写。",
    send: "提问",
    cancel: "取消",
    close: "关闭",
    examples: "示例问题",
    answer: "回答",
    score: "可信度评分",
    passages: "检索到的段落",
    noPassages: "没有与这个问题相符的段落。",
    more: "展开全文",
    less: "收起",
    footer: "本页面不加载任何外部资源。",
    searching: "检索中……",
    writing: "生成中……",
    scoring: "评分中……",
    reconnecting: "连接中断,正在自动恢复……",
    cancelled: "已取消",
    failed: "失败",
    done: (first, total) => `完成 · 首段文字 ${first},全部 ${total}`,
    restored: "完成",
    unreachable: "无法连接到服务。",
    gone: "该回答已不再保留,请重新提问。",
    trusted: "可信",
    untrusted: "请核对段落",
    consistency: "一致性",
    consistencyHint: "段落对各句的支持程度",
    completeness: "完整性",
    completenessHint: "问题所问的内容回答了多少",
    certainty: "确定性",
    certaintyHint: "没有含糊措辞时为 1;不计入总分",
    missing: "问到而未回答",
    hedges: "含糊措辞",
    sentenceHint: "指向某个句子,可查看它的依据。",
    support: (support, number) => `支持度 ${support},依据段落 ${number}:`,
    unsupported: (support) => `支持度 ${support}:没有段落支持这句话。`,
    passageScore: "得分",
    bm25: "BM25",
    similarity: "相似度",
    rank: (rank) => `第 ${rank} 名`,
    cite: (number, title) => `段落 ${number}:${title}`,
  },
};

export const EXAMPLES = [
  { lang: "en", text: "How does Loquat fuse keyword search and vector search?" },
  { lang: "en", text: "What happens when the database is away?" },
  { lang: "en", text: "How does the guard find template syntax?" },
  { lang: "zh", text: "Loquat 如何融合关键词检索和向量检索?" },
  { lang: "zh", text: "数据库不可用时会怎样?" },
  { lang: "zh", text: "可信度评分由哪几部分组成?" },
];

const STORED = "loquat.language";
let language = localStorage.getItem(STORED)
  ?? (navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en");

export function currentLanguage() {
  return language;
}

/** The text of a name; some are made from values. */
export function say(name, ...values) {
  const text = TEXTS[language][name];
  return typeof text === "function" ? text(...values) : text;
}

export function chooseLanguage(chosen) {
  language = chosen;
  localStorage.setItem(STORED, chosen);
}

/** Writes the texts of all elements that name one. */
export function writeTexts() {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-text]")) {
    element.textContent = say(element.dataset.text);
  }
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", say(element.dataset.label));
  }
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === language));
  }
}
