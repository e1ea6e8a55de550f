// A page from the review server: every change goes there at once, and stays in this browser until it is there.
const desk = (() => {
  const family = `duizhao-outbox:${encodeURIComponent(config.article)}:`;
  const tab = [...crypto.getRandomValues(new Uint32Array(4))].join("-"); // randomUUID is not there for other machines
  const api = `/api/a/${encodeURIComponent(config.article)}`;
  const LONGEST_WAIT = 30_000;
  const SHORT_WAIT = 4000; // while there is a server, and only its key is wanting
  const PATIENCE = 15_000;
  const outbox = new Map(); // by sentence id: { ops, version, held, key }
  const steps = []; // what this tab did, for undo: sentence id and how many steps of its history that was
  let running = false;
  let wait = 1000;
  let wake = () => {};
  let summary = { version: config.version };

  // Whose work it is: this browser's name, else that of whoever started the server.
  const whoKey = "duizhao-who";
  const who = () => {
    const name = kept.get(whoKey);
    return typeof name === "string" && name ? name : config.who;
  };
  const showWho = () => $("who").replaceChildren("as ", ...visible(who()));
  const askWho = async () => {
    const input = make("input", { id: "name", value: who(), maxLength: 80, autocomplete: "name" });
    const told = [make("p", {}, "Every change is kept with this name, in this browser from now on."), make("label", { htmlFor: "name" }, "Your name"), input];
    if (await ask("Who are you?", told, [["", "Cancel"], ["yes", "Take this name", true]]) !== "yes") return;
    const name = tidy(input.value).replace(HIDDEN, "").replace(/\s+/g, " ");
    if (name && name !== config.who) kept.put(whoKey, name);
    else kept.drop(whoKey);
    showWho();
    say(`Your changes are ${who()}’s from now on.`);
  };

  // An answer of the server: its status and JSON; null where there was none.
  const request = async (path, body) => {
    const answer = await once(path, body);
    return answer?.status === 403 && await renewed() ? once(path, body) : answer;
  };

  const once = async (path, body) => {
    const options = body === undefined ? {} : {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Duizhao-Token": config.token },
      body: JSON.stringify({ who: who(), ...body }),
    };
    try {
      const response = await fetch(path, { ...options, signal: AbortSignal.timeout(PATIENCE) });
      return { status: response.status, json: await response.json() };
    } catch {
      return null;
    }
  };

  // A server that was started anew has another key. Its page says which, once this browser has opened its address.
  const renewed = async () => {
    try {
      const response = await fetch(location.pathname, { signal: AbortSignal.timeout(PATIENCE) });
      if (!response.ok) return false;
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const { token, who, article, digest } = JSON.parse(page.getElementById("config").textContent);
      anew = article === config.article && digest !== config.digest;
      if (token === config.token || article !== config.article || anew) return false;
      Object.assign(config, { token, who });
      return true;
    } catch {
      return false;
    }
  };
  let anew = false; // the article has other Chinese by now: what stands on this page is of the past

  const path = (sentence) => `${api}/s/${encodeURIComponent(sentence.id)}`;
  const keep = (id, item) => {
    if (item.ops.length) kept.put(item.key, { ops: item.ops, version: item.version });
    else {
      kept.drop(item.key);
      outbox.delete(id);
    }
    byId.get(id).node.classList.toggle("unsaved", item.ops.length > 0);
    showSaving();
  };

  const AFTER = { edit: () => "edited", approve: () => "approved", unapprove: (one) => (one.text === one.draft ? "draft" : "edited") };

  const put = (sentence, ...ops) => {
    const item = outbox.get(sentence.id) ?? { ops: [], version: sentence.version, held: false, key: `${family}${tab}:${sentence.id}` };
    outbox.set(sentence.id, item);
    const last = item.ops.at(-1);
    if (item.ops.length > 1 && last.action === "edit" && ops[0].action === "edit") item.ops.pop(); // never sent, and outdated
    item.ops.push(...ops.map((op) => ({ who: who(), zh: sentence.zh?.textContent, ...op })));
    keep(sentence.id, item);
    pump();
  };

  const change = (sentence, action, en) => {
    const both = action === "approve" && en !== sentence.text;
    steps.push({ id: sentence.id, count: both ? 2 : 1 });
    show(sentence, en, AFTER[action](sentence));
    showProgress();
    put(sentence, ...(both ? [{ action: "edit", en }] : []), { action, en });
  };

  const undo = () => {
    const step = steps.pop();
    if (!step) return say("Nothing to undo on this page; the history of a sentence (h) has the rest.");
    const sentence = byId.get(step.id);
    go(sentence);
    say(`Undoing the last change of sentence ${label(sentence)}.`);
    return put(sentence, ...Array(step.count).fill({ action: "undo" }));
  };

  const pump = async () => {
    if (running) return;
    running = true;
    for (;;) {
      const next = [...outbox].find(([, item]) => !item.held && item.ops.length);
      if (!next) break;
      const [id, item] = next;
      const answer = await request(path(byId.get(id)), { ...item.ops[0], version: item.version });
      if (!answer || answer.status >= 500 || answer.status === 403) await away(answer?.status === 403);
      else settle(byId.get(id), item, answer);
    }
    running = false;
    showSaving();
  };

  const away = async (barred) => {
    showSaving();
    alarmAway(barred);
    await new Promise((go) => {
      wake = go;
      setTimeout(go, wait);
    });
    wait = Math.min(wait * 2, barred ? SHORT_WAIT : LONGEST_WAIT);
  };
  for (const sign of ["online", "focus"]) addEventListener(sign, () => wake()); // back from where the new address was opened

  const alarmAway = (barred) => {
    const count = plural(waiting(), "sentence");
    const again = ["Try now", () => wake()];
    if (anew) {
      alarm("away", `Not saved yet: the article was translated anew meanwhile. Reload this page; ${count} kept in this browser.`, ["Reload", () => location.reload()]);
    } else if (barred) {
      alarm("away", `Not saved yet: the review server was started anew, with another key. Open the address that duizhao review printed in this browser; this page then saves by itself. ${count} kept here until then.`, again);
    } else alarm("away", `Not saved yet: the review server does not answer. ${count} kept in this browser; trying again. If it was stopped, start it: duizhao review.`, again);
  };

  const settle = (sentence, item, { status, json }) => {
    wait = 1000;
    calm("away");
    if (status === 200) {
      const { action } = item.ops.shift();
      item.version = json.segment.version;
      keep(sentence.id, item);
      if (item.ops.length) sentence.version = item.version;
      else take(sentence, json.segment);
      takeSummary(json.article);
      if (!item.ops.length) say(`${DONE[action]}: sentence ${label(sentence)}.`);
    } else if (status === 409 && json.conflict && item.ops[0].zh !== undefined && json.conflict.zh !== item.ops[0].zh) {
      item.held = true;
      elsewhere(sentence, item, json.conflict);
    } else if (status === 409 && json.conflict) {
      item.held = true;
      conflict(sentence, item, json);
    } else refused(sentence, item, json.error);
  };

  const DONE = { edit: "Saved", approve: "Approved", unapprove: "Approval taken back", undo: "Undone", restore: "Restored" };

  // A change that was not made is not to be undone.
  const forget = (sentence) => steps.splice(0, steps.length, ...steps.filter((step) => step.id !== sentence.id));

  // Nothing that was typed is lost, even where the server does not take it.
  const refused = async (sentence, item, error) => {
    const words = item.ops.findLast((op) => typeof op.en === "string")?.en;
    item.ops.length = 0;
    forget(sentence);
    keep(sentence.id, item);
    const answer = await request(path(sentence));
    if (answer?.status === 200) take(sentence, answer.json);
    if (words !== undefined) putBy(sentence, words);
    alarm("refused", `Sentence ${label(sentence)} was not saved: ${error}`, ["Edit", () => { calm("refused"); openEditor(sentence); }], ["Close", () => calm("refused")]);
  };

  // Words belong to their Chinese: where the article was translated anew they must not get under another sentence.
  const elsewhere = (sentence, item, view) => {
    const name = `elsewhere ${sentence.id}`;
    const look = async () => {
      const words = item.ops.findLast((op) => typeof op.en === "string")?.en ?? "";
      const told = [
        make("p", {}, "This sentence has other Chinese now: the article was translated anew. Your words are not saved."),
        quoted("The Chinese now", make("p", { lang: "zh" }, ...visible(view.zh))),
        quoted("The Chinese that you worked on", make("p", { lang: "zh" }, ...visible(item.ops[0].zh))),
        quoted("Your words", english(words)),
      ];
      const answer = await ask(`The Chinese of sentence ${label(sentence)} has changed`, told, [["", "Later", true], ["load", "Load the article anew and look for my sentence"], ["drop", "Give my words up"]]);
      if (answer === "load") return location.reload();
      if (answer !== "drop") return undefined;
      calm(name);
      item.ops.length = 0;
      forget(sentence);
      keep(sentence.id, item);
      return location.reload();
    };
    alarm(name, `Sentence ${label(sentence)} was not saved: its Chinese has changed meanwhile.`, ["Look", look]);
  };

  const conflict = (sentence, item, { conflict: view, by, at, error }) => {
    alarm(`conflict ${sentence.id}`, `Sentence ${label(sentence)} was changed by ${by || "somebody else"}; yours is not saved yet.`, ["Compare", () => decide(sentence, item, view, by, at, error)]);
    if (!editing && !choosing()) decide(sentence, item, view, by, at, error);
  };

  const decide = async (sentence, item, view, by, at, error) => {
    const ops = [...item.ops];
    const words = ops.findLast((op) => op.action === "edit" || op.action === "approve")?.en;
    const answer = await askWhich(sentence, {
      mine: words ?? sentence.text, theirs: view.en, by: by ? `${by}, ${moment(at)}` : "In the memory",
      said: error,
    });
    if (answer === "") return;
    calm(`conflict ${sentence.id}`);
    item.held = false;
    if (answer === "mine" && words !== undefined) {
      item.version = view.version;
      keep(sentence.id, item);
      pump();
      return;
    }
    item.ops.length = 0;
    forget(sentence);
    keep(sentence.id, item);
    take(sentence, view);
    if (answer === "edit") {
      sentence.typed = words ?? "";
      openEditor(sentence);
    }
  };

  const parsed = (html) => [...new DOMParser().parseFromString(`<span>${html}</span>`, "text/html").body.firstChild.childNodes];
  const heldIn = (side) => {
    const all = new Map();
    for (const lock of side?.querySelectorAll("[data-lock]") ?? []) all.set(lock.dataset.lock, !lock.classList.contains("missing"));
    return [...all.values()].filter(Boolean).length;
  };

  // The sentence as the server has it. While it is being edited only what lies under the editor changes.
  const take = (sentence, view) => {
    const en = view.en.trim();
    const held = heldIn(sentence.zh);
    Object.assign(sentence, { version: view.version, draft: view.draft, loaded: { text: en, state: view.state, version: view.version, nodes: null } });
    delete sentence.node.dataset.draft;
    if (sentence.zh) {
      sentence.zh.replaceChildren(...parsed(view.html_zh));
      stops(sentence.zh);
    }
    listFindings(sentence, view.findings);
    if (editing?.sentence === sentence) {
      editing.nodes = parsed(view.html_en);
      Object.assign(sentence, { text: en, state: view.state });
      showState(sentence);
    } else {
      show(sentence, en, view.state, parsed(view.html_en));
      stops(sentence.node);
    }
    const count = $("locks-held");
    count.textContent = Number(count.textContent) + heldIn(sentence.zh) - held;
    showProgress();
  };

  // An English text with its Chinese marked as such, as the page was rendered (markup.py has the same).
  const CHINESE = /[\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]+(?:[\u3000-\u303f\uff00-\uffef]+[\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]+)*/gu;

  const bilingual = (text) => {
    const parts = [];
    let end = 0;
    for (const match of text.matchAll(CHINESE)) {
      parts.push(...visible(text.slice(end, match.index)), make("span", { lang: document.querySelector(".zh").lang }, match[0]));
      end = match.index + match[0].length;
    }
    return [...parts, ...visible(text.slice(end))];
  };

  const findingItem = (sentence, finding, tag = "li") => {
    const code = make("code", { title: config.checks[finding.check] ?? "" }, finding.check);
    const alone = !label(sentence).includes(".");
    const link = make("a", { href: `#${sentence.id}` }, code, alone ? "" : ` in sentence ${label(sentence).split(".")[1]}`);
    const badge = make("b", { className: `badge ${finding.severity}` }, finding.severity);
    const item = make(tag, {}, badge, " ", ...bilingual(finding.message), " ", link);
    item.dataset.seg = sentence.id;
    return item;
  };

  // The findings of one sentence in the list under its row, which stands in the order of the sentences.
  const listFindings = (sentence, findings) => {
    const { row, node } = sentence;
    for (const item of findingsOf(sentence)) item.remove();
    node.classList.toggle("has", findings.length > 0);
    sentence.zh?.classList.toggle("has", findings.length > 0);
    let list = row.querySelector(".findings");
    if (!list && findings.length) row.querySelector(".en").append(list = make("ul", { className: "findings" }));
    const after = [...(list?.children ?? [])].find((item) => byId.get(item.dataset.seg).index > sentence.index) ?? null;
    for (const finding of findings) list.insertBefore(findingItem(sentence, finding), after);
    if (list && !list.children.length) list.remove();
    const worst = ["blocker", "warning", "note"].find((weight) => row.querySelector(`.findings .badge.${weight}`));
    row.classList.remove("blocker", "warning", "note");
    if (worst) row.classList.add(worst);
  };

  const takeSummary = (made) => {
    if (!made) return;
    summary = made;
    for (const weight of ["blocker", "warning", "note"]) {
      const item = document.querySelector(`.counts .${weight}`);
      const count = made[`${weight}s`];
      item.replaceChildren(make("b", {}, String(count)), ` ${weight}${count === 1 ? "" : "s"}`);
      item.classList.toggle("none", count === 0);
    }
    const { signed, withdrawn } = made;
    Object.assign(config, { signed: Boolean(signed), withdrawn: Boolean(withdrawn) });
    const answered = signed && made.blockers <= signed.blockers;
    if (signed && !answered) config.standing = `Signed by ${signed.who}, then more blockers came: to be signed again`;
    else if (signed) config.standing = `Signed by ${signed.who} on ${moment(signed.at)}`;
    else if (withdrawn?.ended_why) config.standing = `Signed by ${withdrawn.who}, withdrawn: the source was corrected: ${withdrawn.ended_why}: to be signed again`;
    else if (withdrawn) config.standing = `Signed by ${withdrawn.who}, then changed by ${withdrawn.ended_by}: to be signed again`;
    $("sign").hidden = Boolean(answered);
    showProgress();
  };

  const waiting = () => [...outbox.values()].filter((item) => item.ops.length).length;
  const showSaving = () => {
    const count = waiting();
    $("held").textContent = count ? `${plural(count, "sentence")} not saved yet` : "All saved";
    $("held").classList.toggle("waiting", count > 0);
  };

  // Checks while typing; only the last answer counts.
  let asked = 0;
  const typing = async (sentence, en) => {
    asked += 1;
    const turn = asked;
    const answer = await request("/api/check", { article: config.article, segment: sentence.id, en });
    if (turn !== asked || editing?.sentence !== sentence || answer?.status !== 200) return;
    const { findings } = answer.json;
    $("typing").replaceChildren(...findings.map((finding) => findingItem(sentence, finding)));
    $("typing").hidden = !findings.length;
    $("where").textContent = `Sentence ${label(sentence)}: ${findings.length ? plural(findings.length, "finding") : "no findings"} as it stands now`;
  };
  const stopTyping = () => {
    asked += 1;
    $("typing").hidden = true;
    $("typing").replaceChildren();
  };

  let remark = ""; // what was written for a signature that was not taken
  const sign = async () => {
    if (editing) finish();
    calm("sign");
    const counts = tally();
    const blocked = sentences.filter(hasBlocker);
    const reason = make("textarea", { id: "reason", rows: 3, maxLength: 2000, value: remark });
    const told = [
      make("p", {}, `${counts.approved} of ${sentences.length} sentences are approved. Signing approves the others as they stand, but not those with blockers.`),
      ...(blocked.length ? [make("p", {}, make("strong", {}, `${plural(blocked.length, "sentence")} with blockers: ${blocked.map((one) => label(one).replace("of ", "")).join(", ")}. Give the reason why the article may go out all the same; it is kept.`))] : []),
      make("label", { htmlFor: "reason" }, blocked.length ? "Reason (needed)" : "Remark (if any)"),
      reason,
    ];
    if (await ask("Approve the whole article", told, [["", "Not now"], ["yes", "Approve article", true]]) !== "yes") return;
    remark = reason.value;
    const answer = await request(`${api}/approve`, { reason: reason.value.trim(), version: summary.version });
    if (answer?.status === 200) {
      await refresh();
      takeSummary(answer.json);
      remark = "";
      calm("sign");
      say("The article is signed.");
    } else {
      if (answer?.json.version !== undefined) summary.version = answer.json.version;
      alarm("sign", answer?.json.error ?? "The review server does not answer: the article is not signed.", ["Close", () => calm("sign")]);
    }
  };

  // Signing changes many sentences at once: ask for those that were not approved.
  const refresh = async () => {
    for (const sentence of sentences.filter(toSign)) {
      const answer = await request(path(sentence));
      if (answer?.status === 200) take(sentence, answer.json);
    }
  };

  // The sentence that kept changes are about, which may stand at another place by now.
  const home = (id, zh) => {
    const there = byId.get(id);
    const has = (sentence) => sentence?.zh?.textContent === zh;
    const found = zh === undefined || has(there) ? [] : sentences.filter(has);
    return found.length === 1 ? found[0] : there;
  };

  // What a tab that is gone could not save; that of a tab still open is its own affair.
  const restore = async () => {
    showWho();
    showSaving();
    kept.whenFailing(() => alarm("kept", "This browser keeps nothing: do not close the page before everything is saved."));
    if (navigator.locks) navigator.locks.request(`duizhao ${tab}`, () => new Promise(() => {}));
    const owners = new Set(kept.keys(family).map((key) => key.slice(family.length).split(":")[0]));
    for (const owner of owners) {
      // Its lock is free at once where it is gone, else as soon as it goes.
      if (navigator.locks) navigator.locks.request(`duizhao ${owner}`, () => adopt(owner));
      else adopt(owner);
    }
  };

  const adopt = (owner) => {
    for (const key of kept.keys(`${family}${owner}:`)) {
      const item = kept.get(key);
      if (!Array.isArray(item?.ops) || !item.ops.length) continue;
      const sentence = home(key.slice(key.lastIndexOf(":") + 1), item.ops[0].zh);
      if (!sentence || outbox.has(sentence.id) || editing?.sentence === sentence) continue;
      const mine = { ops: item.ops, version: item.version, held: false, key: `${family}${tab}:${sentence.id}` };
      outbox.set(sentence.id, mine);
      const last = item.ops.at(-1);
      if (AFTER[last.action]) show(sentence, last.en, AFTER[last.action](sentence));
      keep(sentence.id, mine);
      kept.drop(key);
    }
    showProgress();
    pump();
  };

  return {
    change, undo, restore, request, path, put, take, typing, api,
    stopped: stopTyping,
    unsaved: () => outbox.size > 0,
    steps,
    actions: { sign, who: askWho },
    keys: {},
  };
})();
