// Keys in the order in which they are typed, however fast: one that comes while the page still answers another waits for
// its turn. A key that decides acts only on a claim that was on the screen when it was typed, or that was looked at before.
(() => {
  if (window.verismKeys) return;
  window.verismKeys = true;
  const KNOWN = /^([aexusjkodgmn1-8]|[ABPSV]|Escape)$/;
  const DECIDES = /^[a1-8]$/;
  const OPENS = /^[emnB]$/;
  const BEGINS_WITHIN = 1500, FOCUSES_WITHIN = 8000, SETTLES_WITHIN = 30, LOOKS_EVERY = 8, SAID_FOR = 5000;
  const replayed = new WeakSet();
  const lookedAt = new Set();
  const waiting = [];
  let answering = false;
  let last = {key: "", on: undefined};

  const claim = () => document.querySelector(".v-claim")?.dataset.claim;
  const turn = () => document.querySelector(".v-turn")?.dataset.turn;
  const rests = () => document.querySelector("[data-testid=stApp]")?.dataset.testScriptState === "notRunning";
  const drawn = () => document.querySelector(".st-key-moves button");
  const why = () => document.querySelector(".st-key-reasons input");
  const field = (node) => node?.closest?.("input, textarea, [contenteditable='true']");
  const editing = () => [last, ...waiting].some((one) => OPENS.test(one.key));

  // Whether a field is on its way: what is typed meanwhile are words for it, and never keys.
  const opening = () => {
    const latest = [last, ...waiting].findLast((one) => !one.words && (OPENS.test(one.key) || one.key === "Escape"));
    return Boolean(latest) && latest.key !== "Escape" && !latest.opened;
  };

  const say = (words) => {
    const note = document.querySelector(".v-typed-ahead") ?? document.body.appendChild(document.createElement("div"));
    note.className = "v-typed-ahead";
    note.setAttribute("role", "status");
    note.textContent = words;
    clearTimeout(note.until);
    note.until = setTimeout(() => note.remove(), SAID_FOR);
  };

  // Whether the page has a button for the key now: for one that is missing, nobody needs to wait.
  const offered = ({key, ctrlKey}) => {
    const labels = [...document.querySelectorAll("kbd")].map((one) => one.textContent);
    return ctrlKey || !labels.length || !/^[a-z1-8]$/.test(key) || labels.includes(key.toUpperCase());
  };

  // Until the page has answered: its script ran and rests again, or never began; what opens a field has the cursor in it.
  const whenAnswered = (key, before, then) => {
    const since = performance.now();
    let ran = false;
    const look = () => {
      const took = performance.now() - since;
      ran ||= !rests() || turn() !== before;
      if (OPENS.test(key) && field(document.activeElement)) last.opened = true;
      const cursor = !OPENS.test(key) || last.opened || took > FOCUSES_WITHIN;
      if (rests() && drawn() && (ran ? cursor : took > BEGINS_WITHIN)) setTimeout(then, SETTLES_WITHIN);
      else setTimeout(look, LOOKS_EVERY);
    };
    look();
  };

  const answer = (typed) => {
    answering = true;
    last = typed;
    whenAnswered(typed.key, turn(), next);
  };

  const replay = (typed) => {
    answer(typed);
    for (const kind of ["keydown", "keyup"]) {
      const event = new KeyboardEvent(kind, {...typed, bubbles: true, cancelable: true});
      replayed.add(event);
      (document.activeElement ?? document.body).dispatchEvent(event);
    }
  };

  const unseen = (typed) => {
    if (!DECIDES.test(typed.key) || typed.on === claim()) return false;
    return !lookedAt.has(claim()) || (last.key === typed.key && last.on === typed.on);
  };

  const next = () => {
    answering = false;
    const typed = waiting.shift();
    if (!typed) return;
    if (field(document.activeElement) && typed.key !== "Escape" && !typed.ctrlKey) {
      document.execCommand("insertText", false, typed.key);
      next();
    } else if (typed.words) {
      say("What was typed is not written anywhere: its field was not open yet. Type it again.");
      next();
    } else if (unseen(typed)) {
      say(`Nothing was decided: this claim was not on the screen when “${typed.key}” was typed.`);
      next();
    } else if (typed.key === "n") {
      why()?.focus();
      next();
    } else if (KNOWN.test(typed.key) && offered(typed)) replay(typed);
    else next();
  };

  const kept = (event) => ({
    key: event.key, code: event.code, keyCode: event.keyCode, shiftKey: event.shiftKey, ctrlKey: event.ctrlKey,
    on: claim(), words: opening() && !event.ctrlKey && event.key !== "Escape",
  });

  // Q unfolds what is folded beside the claim, SQL and checks too; folds it again where nothing is left to unfold.
  const unfoldAll = () => {
    const all = [...document.querySelectorAll(".st-key-evidence details, .v-section details")];
    const open = all.some((one) => !one.open);
    for (const one of all) one.open = open;
  };
  window.addEventListener("keydown", (event) => {
    if (event.key !== "q" || event.ctrlKey || event.metaKey || event.altKey || field(event.target)) return;
    if (claim() && !waiting.length && !(answering && editing())) unfoldAll();
  });

  window.addEventListener("keydown", (event) => {
    const goesOn = event.ctrlKey && event.key === "g";
    if (replayed.has(event) || !claim() || (event.ctrlKey && !goesOn) || event.metaKey || event.altKey) return;
    if (field(event.target) && !waiting.length && !goesOn) return;
    const busy = answering || waiting.length > 0 || !rests() || !turn() || !drawn();
    const written = goesOn || (busy && editing() && event.key.length === 1);
    if (!written && (field(event.target) || !KNOWN.test(event.key))) return;
    if (event.repeat) return event.stopImmediatePropagation();
    document.querySelector(".v-typed-ahead")?.remove();
    if (!busy && event.key === "n") {
      event.preventDefault();
      return why()?.focus();
    }
    if (!busy && !offered(event)) return;
    if (!busy) {
      lookedAt.add(claim());
      return answer(kept(event));
    }
    event.stopImmediatePropagation();
    event.preventDefault();
    waiting.push(kept(event));
    if (!answering) {
      answering = true;
      whenAnswered("", undefined, next);
    }
  }, true);

  // Whoever chose from a list, or left it, goes on with the keys: the cursor leaves the list's field.
  // So it does from the note of a rejection and from the name of who is signed in, which a key would else be added to.
  const leftByEnter = (one) => one === why() || one.matches?.("[aria-label='Signed in as']");
  const leave = (list) => setTimeout(() => {
    list.blur();
    if (!answering) answer({key: "", on: claim()});
  });
  window.addEventListener("keydown", (event) => {
    if (claim() && /^(Enter|Escape)$/.test(event.key) && event.target.matches?.("[role=combobox]")) leave(event.target);
    if (claim() && event.key === "Enter" && leftByEnter(event.target)) setTimeout(() => event.target.blur());
  }, true);
  window.addEventListener("click", (event) => {
    const list = document.activeElement;
    if (claim() && event.target.closest?.("[role=option]") && list?.matches("[role=combobox]")) leave(list);
  }, true);

  // The second click of a double click would decide the claim that comes next.
  window.addEventListener("click", (event) => {
    if (event.detail > 1 && event.target.closest?.(".st-key-decide")) event.stopImmediatePropagation();
  }, true);
})();
