"""One key, one decision: a key that is held down or pressed twice never decides a claim that nobody has seen."""

import streamlit as st

SCRIPT = """
(() => {
  if (window.verismPaces) return;
  window.verismPaces = true;
  const claim = () => document.querySelector(".v-claim-text")?.textContent;
  let accepted = {claim: null, at: -Infinity};
  window.addEventListener("keydown", (event) => {
    if (event.target.closest?.("input, textarea, [contenteditable='true']")) return;
    const waits = event.key === "a" && accepted.claim === claim() && event.timeStamp - accepted.at < 1500;
    if (event.repeat || waits) event.stopImmediatePropagation();
    else accepted = event.key === "a" ? {claim: claim(), at: event.timeStamp} : {claim: null, at: -Infinity};
  }, true);
})();
"""


def one_key_one_decision() -> None:
    """Have the browser pass a key on once, and the key that accepts not again until another claim is shown."""
    st.html(f"<script>{SCRIPT}</script>", unsafe_allow_javascript=True)
