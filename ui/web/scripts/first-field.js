// The cursor into the field of the container keyed `first-field`; looks until the field has kept it for a moment, as a
// slow machine draws it late, or twice.
(() => {
  const end = performance.now() + 15000;
  let held = 0;
  const look = () => {
    const field = document.querySelector(".st-key-first-field textarea, .st-key-first-field input");
    const at = document.activeElement;
    if (field && field === at) held += 1;
    else if (field && !(at && at.matches("input, textarea, select"))) {
      held = 0;
      field.focus();
      field.setSelectionRange?.(field.value.length, field.value.length);
    }
    if (held < 8 && performance.now() < end) setTimeout(look, 50);
  };
  look();
})();
