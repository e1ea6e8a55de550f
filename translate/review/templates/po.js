// The article as a PO file, as `duizhao export --format po` writes it and `duizhao import` takes it back.
const ESCAPES = { "\\": "\\\\", "\"": "\\\"", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\x07": "\\a", "\b": "\\b", "\f": "\\f", "\v": "\\v" };

const po = {
  text: (text) => `"${text.replace(/[\\"\t\n\r\x07\b\f\v]/g, (character) => ESCAPES[character])}"`,

  header: (fields) => [
    "# A sentence that is fuzzy has not been reviewed: taking that flag off signs it.",
    'msgid ""',
    'msgstr ""',
    ...Object.entries(fields).map(([name, value]) => po.text(`${name}: ${value}\n`)),
  ].join("\n"),

  entry: ({ id, zh, en, state, version, seen, findings, before = {} }) => [
    `#. state: ${state}`,
    `#. version: ${version}`,
    ...(seen ? [`#. seen: ${seen}`] : []),
    ...(before.was ? [`#. English before the source changed: ${before.was}`] : []),
    ...findings.map((finding) => `#. ${finding}`),
    `#: ${config.article}.html#${id}`,
    ...(state === "draft" ? ["#, fuzzy"] : []),
    ...(before.zh ? [`#| msgid ${po.text(before.zh)}`] : []),
    `msgctxt ${po.text(id)}`,
    `msgid ${po.text(zh)}`,
    `msgstr ${po.text(en)}`,
  ].join("\n"),

  // Twelve hex digits for the English that the page was loaded with; empty where the browser cannot say.
  seen: async (text) => {
    if (!globalThis.crypto?.subtle) return "";
    const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
    return [...new Uint8Array(hash)].slice(0, 6).map((byte) => byte.toString(16).padStart(2, "0")).join("");
  },

  file: (entries, digest = config.digest) => `${[
    po.header({
      "Project-Id-Version": "duizhao",
      "Report-Msgid-Bugs-To": "",
      "PO-Revision-Date": `${new Date().toISOString().slice(0, 16).replace("T", " ")}+0000`,
      "Last-Translator": "",
      "Language-Team": "",
      "Language": "en",
      "MIME-Version": "1.0",
      "Content-Type": "text/plain; charset=UTF-8",
      "Content-Transfer-Encoding": "8bit",
      "X-Duizhao-Article": config.article,
      "X-Duizhao-Digest": digest,
      "X-Source-Language": "zh",
    }),
    ...entries.map(po.entry),
  ].join("\n\n")}\n`,

  ofSentence: async (sentence) => ({
    id: sentence.id,
    zh: sentence.zh.textContent,
    en: sentence.text,
    state: sentence.state,
    version: sentence.loaded.version,
    seen: await po.seen(sentence.loaded.text),
    before: sentence.state === "draft" ? revisions.get(sentence.id)?.dataset : {},
    findings: findingsOf(sentence).filter((item) => !item.classList.contains("stale")).map(findingText),
  }),
};

const findingText = (item) => {
  const badge = item.querySelector(".badge").textContent;
  const message = [...item.childNodes].slice(1, -1).map((node) => node.textContent).join("");
  return `${badge}: ${message.replace(/\s+/g, " ").trim()}`;
};

const download = (name, text) => {
  const address = URL.createObjectURL(new Blob([text], { type: "text/x-gettext-translation;charset=utf-8" }));
  const link = make("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
};
