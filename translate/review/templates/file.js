// A page from a file: edits are kept in this browser and leave as PO.
const desk = (() => {
  const family = `duizhao:${encodeURIComponent(config.article)}:`;
  const prefix = `${family}${config.digest}:`;
  const stepsKey = `${prefix}undo`;
  const MOST_STEPS = 200;
  const aside = new Map(); // kept edits that were made on another text than this page shows, by sentence
  let older = []; // kept edits of an older version of the article

  const valid = (record) => record && typeof record.en === "string" && STATES.includes(record.state) ? record : null;
  const recordOf = (sentence) => valid(kept.get(prefix + sentence.id));
  const steps = () => (kept.get(stepsKey) ?? []).filter?.((step) => byId.has(step?.id)) ?? [];
  const edits = () => sentences.filter((sentence) => sentence.text !== sentence.loaded.text || sentence.state !== sentence.loaded.state);

  const write = (sentence, en, state) => {
    const { loaded } = sentence;
    aside.delete(sentence);
    if (en === loaded.text && state === loaded.state) kept.drop(prefix + sentence.id);
    else {
      kept.put(prefix + sentence.id, {
        en, state, zh: sentence.zh.textContent, at: new Date().toISOString(),
        was: { en: loaded.text, state: loaded.state, version: loaded.version },
      });
    }
    show(sentence, en, state);
    showTools();
  };

  const stateAfter = (sentence, action) => {
    if (action === "approve") return "approved";
    if (action === "edit") return "edited";
    return sentence.text === sentence.draft ? "draft" : "edited";
  };

  const DONE = { edit: "Saved in this browser", approve: "Approved", unapprove: "Approval taken back" };

  const commit = (sentence, action, en) => {
    const before = { en: sentence.text, state: sentence.state };
    const after = { en, state: stateAfter(sentence, action) };
    kept.put(stepsKey, [...steps(), { id: sentence.id, before, after }].slice(-MOST_STEPS));
    write(sentence, after.en, after.state);
    say(`${DONE[action]}: sentence ${label(sentence)}.`);
  };

  // What another tab has kept meanwhile, if it is not what this one shows.
  const elsewhere = (sentence) => {
    if (aside.has(sentence)) return null;
    const record = recordOf(sentence) ?? { en: sentence.loaded.text, state: sentence.loaded.state };
    return record.en === sentence.text && record.state === sentence.state ? null : record;
  };

  const change = async (sentence, action, en) => {
    const other = elsewhere(sentence);
    if (!other || other.en === en) {
      if (other) show(sentence, other.en, other.state);
      commit(sentence, action, en);
      return;
    }
    putBy(sentence, en); // whatever is answered, or not, the words are not lost
    const answer = await askWhich(sentence, {
      mine: en, theirs: other.en, by: "In another tab", said: "This article is open in another tab, and the sentence was changed there.",
    });
    show(sentence, other.en, other.state);
    if (answer === "mine") {
      putBy(sentence, sentence.text);
      commit(sentence, action, en);
    } else if (answer === "theirs") putBy(sentence, sentence.text);
    else if (answer === "edit") openEditor(sentence);
  };

  const undo = () => {
    const all = steps();
    const step = all.pop();
    if (!step) return say("Nothing to undo.");
    kept.put(stepsKey, all);
    const sentence = byId.get(step.id);
    if (sentence.text !== step.after.en || sentence.state !== step.after.state) {
      return say(`Sentence ${label(sentence)} has changed since; that step is not undone.`);
    }
    write(sentence, step.before.en, step.before.state);
    go(sentence);
    return say(`Undone: sentence ${label(sentence)} is ${sentence.state} again.`);
  };

  // The words have arrived and somebody has gone on from them: to hold on to "edited" would take their approval back.
  const outdated = ({ state, was }, loaded) => state !== "approved" && loaded.version > (was?.version ?? 0);

  // Kept edits: shown at once where the page still has the text that they were made on, else offered.
  const restore = () => {
    for (const sentence of sentences) {
      const record = recordOf(sentence);
      if (!record) continue;
      const { loaded } = sentence;
      if (record.en === loaded.text && (record.state === loaded.state || outdated(record, loaded))) kept.drop(prefix + sentence.id);
      else if (record.was?.en === loaded.text || record.en === loaded.text) show(sentence, record.en, record.state);
      else aside.set(sentence, record);
    }
    older = kept.keys(family).filter((key) => !key.startsWith(prefix) && !key.endsWith(":undo"))
      .map((key) => ({ key, id: key.slice(key.lastIndexOf(":") + 1), ...valid(kept.get(key)) }))
      .filter((record) => typeof record.zh === "string" && typeof record.en === "string");
    offer();
    showTools();
  };

  const offer = () => {
    if (aside.size) {
      alarm("aside", `The page has other English now for ${plural(aside.size, "sentence")} that you edited.`, ["Compare", compare], ["Keep for later", () => calm("aside")]);
    } else calm("aside");
    if (older.length) {
      alarm("older", `This browser holds ${plural(older.length, "edit")} of an older version of this article.`, ["Take over", takeOver], ["Download as PO", downloadOlder], ["Discard", dropOlder]);
    } else calm("older");
  };

  const compare = async () => {
    for (const [sentence, record] of [...aside]) {
      const answer = await askWhich(sentence, { mine: record.en, theirs: sentence.text, by: "In the page", said: "The page was made anew since you edited this sentence." });
      if (answer === "") break;
      aside.delete(sentence);
      if (answer === "mine") commit(sentence, record.state === "approved" ? "approve" : "edit", record.en);
      else {
        kept.drop(prefix + sentence.id);
        if (answer === "edit") {
          sentence.typed = record.en;
          openEditor(sentence);
          break;
        }
      }
    }
    offer();
  };

  // An edit belongs to its Chinese: the same sentence, wherever it stands now.
  const takeOver = async () => {
    const left = [];
    let taken = 0;
    for (const record of older) {
      const same = (sentence) => sentence?.zh.textContent === record.zh;
      const sentence = same(byId.get(record.id)) ? byId.get(record.id) : sentences.find(same);
      if (!sentence) {
        left.push(record);
        continue;
      }
      if (sentence.text !== record.en && sentence.text !== record.was?.en) {
        const answer = await askWhich(sentence, { mine: record.en, theirs: sentence.text, by: "In the page", said: "The English of this sentence is another since you edited it." });
        if (answer === "" || answer === "edit") left.push(record);
        if (answer === "edit") sentence.typed = record.en;
        if (answer === "" || answer === "edit") continue;
        if (answer === "theirs") {
          kept.drop(record.key);
          continue;
        }
      }
      const arrived = sentence.text === record.en && record.state !== "approved"; // what it is by now is not to be undone
      if (!arrived) commit(sentence, record.state === "approved" ? "approve" : "edit", record.en);
      kept.drop(record.key);
      taken += 1;
    }
    older = left;
    offer();
    say(`${plural(taken, "edit")} taken over${left.length ? `; ${left.length} not: ${left.length === 1 ? "its" : "their"} Chinese is not in this version` : ""}.`);
  };

  const downloadOlder = () => download(`${config.article}-older.po`, po.file(
    older.map((record) => ({ id: record.id, zh: record.zh, en: record.en, state: record.state, version: record.was?.version ?? 0, seen: "", findings: [] })),
    older[0].key.split(":").at(-2),
  ));

  const dropOlder = async () => {
    const answer = await ask("Discard edits of an older version?", [make("p", {}, `${plural(older.length, "edit")} that this browser holds will be gone.`)], [["", "Keep them", true], ["yes", "Discard"]]);
    if (answer !== "yes") return;
    for (const record of older) kept.drop(record.key);
    older = [];
    offer();
  };

  const discard = async () => {
    const count = edits().length + aside.size;
    const answer = await ask("Discard your edits?", [make("p", {}, `Edits and approvals of ${plural(count, "sentence")} in this browser will be gone, and cannot be brought back. Download the PO first if in doubt.`)], [["", "Keep them", true], ["yes", "Discard my edits"]]);
    if (answer !== "yes") return;
    for (const sentence of sentences) {
      kept.drop(prefix + sentence.id);
      putBy(sentence, sentence.text);
      show(sentence, sentence.loaded.text, sentence.loaded.state);
    }
    kept.drop(stepsKey);
    aside.clear();
    offer();
    showTools();
    say("Your edits are discarded.");
  };

  const downloadPo = async () => {
    if (editing) finish();
    const entries = await Promise.all(sentences.filter((sentence) => sentence.zh?.textContent).map(po.ofSentence));
    download(`${config.article}.po`, po.file(entries));
    say("The PO is in your downloads: give it to duizhao import.");
  };

  const showTools = () => {
    const count = edits().length;
    $("discard").hidden = !count && !aside.size;
    $("download").classList.toggle("first", count > 0);
    $("held").textContent = count ? `${plural(count, "sentence")} changed in this browser` : "";
    showProgress();
  };

  addEventListener("storage", (event) => {
    const sentence = event.key?.startsWith(prefix) && byId.get(event.key.slice(prefix.length));
    if (!sentence || editing?.sentence === sentence || choosing()) return; // a save will see the difference and ask
    const record = valid(kept.parsed(event.newValue)) ?? { en: sentence.loaded.text, state: sentence.loaded.state };
    show(sentence, record.en, record.state);
    showTools();
    say(`Sentence ${label(sentence)} was changed in another tab.`);
  });

  kept.whenFailing(() => alarm("kept", "This browser does not keep your edits: download the PO before you close the page."));

  return {
    change, undo, restore,
    refresh: (sentence) => {
      const other = elsewhere(sentence);
      if (other) show(sentence, other.en, other.state);
    },
    unsaved: () => (!kept.durable() && edits().length > 0),
    actions: { download: downloadPo, discard },
    keys: {},
  };
})();
