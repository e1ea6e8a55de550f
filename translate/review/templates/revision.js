// What a correction changed in a sentence is told until somebody has looked at it; the English of before can be taken over.
const revisions = new Map([...document.querySelectorAll(".revision")].map((box) => [box.dataset.seg, box]));
for (const button of document.querySelectorAll("[data-take]")) button.hidden = false;

watchers.push((sentence) => {
  const box = revisions.get(sentence.id);
  if (box) box.hidden = sentence.state !== "draft";
});

// Opens the editor on the English of before: what is there is overwritten only when that is saved.
const takeEarlier = (sentence) => {
  const was = revisions.get(sentence?.id)?.querySelector(".was")?.textContent;
  if (!was) return say("No correction has changed this sentence.");
  if (editing) finish();
  sentence.typed = was;
  openEditor(sentence);
  return say("The English of before the correction: mend what has changed, then save.");
};
