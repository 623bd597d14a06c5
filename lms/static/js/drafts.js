// Keeps what somebody is writing on the server, in order, and says so; when that fails it keeps trying.

export function start(field) {
  if (!field.form) return
  const form = field.form
  const state = document.querySelector(`[data-draft-state="${CSS.escape(field.id)}"]`)
  // Never below what is kept: a clock that is slow would make everything typed here look stale.
  let sequence = Math.max(clock(), Number(field.dataset.draftSequence ?? 0))
  // What the server sent, not what stands here now: somebody may have typed before this module arrived.
  const asked = form.matches("[data-draft-whole]") ? ":is(input, select, textarea):not([type='hidden'])" : "[data-draft-part]"
  const parts = [...new Set([field, ...form.querySelectorAll(asked)])]
  const written = (value = valueOf) => JSON.stringify(parts.map(value))
  let kept = written(firstValueOf)
  let timer, sending, done
  let wait = 2000

  const show = (tone, words) => {
    if (!state) return
    state.dataset.tone = tone
    state.textContent = words
    if (tone === "bad") state.setAttribute("role", "alert")
    else state.removeAttribute("role")
  }

  async function keep(leaving = false) {
    clearTimeout(timer)
    const text = written()
    if (done || text === kept || (sending && !leaving)) return
    sequence = Math.max(sequence + 1, clock())
    // What the form is sent with: the server refuses to overwrite words that another page kept after these.
    if (form.elements.sequence) form.elements.sequence.value = sequence
    const body = new URLSearchParams(new FormData(form))
    body.set("sequence", sequence)
    sending = new AbortController()
    try {
      const answer = await fetch(field.dataset.draftUrl, {
        method: "POST", body, signal: sending.signal, redirect: "manual", keepalive: leaving && text.length < 50000,
      })
      if (!answer.ok) throw new Error(answer.status)
      kept = text
      wait = 2000
      const time = new Date().toLocaleTimeString(document.documentElement.lang, { timeStyle: "short", hourCycle: "h23" })
      show("kept", `${state?.dataset.kept ?? ""} ${time}`)
    } catch {
      if (!done) show("bad", state?.dataset.lost ?? "")
      wait = Math.min(wait * 2, 30000)
    } finally {
      sending = null
    }
    if (!done && field.isConnected && written() !== kept) timer = setTimeout(keep, wait)
  }

  const later = () => {
    clearTimeout(timer)
    timer = setTimeout(keep, 900)
  }
  for (const part of parts) part.addEventListener("input", later)
  if (written() !== kept) later()
  document.addEventListener("visibilitychange", () => document.hidden && keep(true))
  addEventListener("pagehide", () => keep(true))
  // Once sent, a draft on its way must not arrive after the reply and stay behind as its ghost.
  form.addEventListener("submit", () => {
    done = true
    clearTimeout(timer)
    sending?.abort()
  })
  form.addEventListener("htmx:response:error", () => {
    done = false
    later()
  })
}

function valueOf(part) {
  if (part.matches("[type='checkbox'], [type='radio']")) return part.checked
  return part.options ? part.selectedIndex : part.value
}

function firstValueOf(part) {
  if (part.matches("[type='checkbox'], [type='radio']")) return part.defaultChecked
  if (!part.options) return part.defaultValue
  return Math.max(0, [...part.options].findIndex((option) => option.defaultSelected))
}

// Seconds since 2024 as sequence: a tab opened later counts as newer, and the number fits a database integer.
function clock() {
  return Math.floor((Date.now() - 1704067200000) / 1000)
}
