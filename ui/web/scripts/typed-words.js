// What is typed into a field whose container is keyed `typed-…` is kept by the browser until it is saved or put away.
(() => {
  if (window.verismKeeps) return;
  window.verismKeeps = true;
  const seen = new WeakSet();
  const named = (field) => {
    const box = field.closest?.("[class*='st-key-typed-']");
    return box && [...box.classList].find((one) => one.startsWith("st-key-typed-"));
  };
  const write = (field, words) => {
    const kind = field.tagName === "TEXTAREA" ? HTMLTextAreaElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(kind.prototype, "value").set.call(field, words);
    field.dispatchEvent(new Event("input", {bubbles: true}));
    field.dispatchEvent(new FocusEvent("focusout", {bubbles: true}));
  };
  document.addEventListener("input", (event) => {
    const name = named(event.target);
    if (name) localStorage.setItem(name, event.target.value);
  }, true);
  const look = () => {
    for (const one of document.querySelectorAll(".v-put-away")) {
      if (!seen.has(one)) localStorage.removeItem(one.dataset.words);
      seen.add(one);
    }
    for (const field of document.querySelectorAll("[class*='st-key-typed-'] :is(textarea, input)")) {
      const words = seen.has(field) ? null : localStorage.getItem(named(field));
      seen.add(field);
      if (words !== null && words !== field.value) write(field, words);
    }
  };
  new MutationObserver(look).observe(document.body, {childList: true, subtree: true});
  look();
})();
