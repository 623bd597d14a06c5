// Saves each answer of an attempt as it changes, in order; when the connection is lost it keeps trying and says so.

const form = document.getElementById("attempt")
const state = form?.querySelector("[data-state]")
let unsaved = new Set()
let timer, sending, going
let wait = 2000

if (form) {
  form.addEventListener("input", changed)
  form.addEventListener("change", changed)
  form.addEventListener("submit", leave)
  document.addEventListener("visibilitychange", () => document.hidden && save(true))
  addEventListener("pagehide", () => save(true))
  addEventListener("online", () => save())
  // Somebody may have answered before this module arrived.
  for (const target of form.querySelectorAll("input:not([type=hidden], [type=file]), select, textarea")) {
    if (isTouched(target)) changed({ target, type: "change" })
  }
  const left = document.querySelector("[data-left]")
  if (left) count(left, Date.now() + Number(left.dataset.left) * 1000)
}

function isTouched(field) {
  if (field.matches("[type=checkbox], [type=radio]")) return field.checked !== field.defaultChecked
  if (!field.options) return field.value !== field.defaultValue
  return field.selectedIndex !== Math.max(0, [...field.options].findIndex((option) => option.defaultSelected))
}

// A page that is left while the connection is away would take along what nobody kept: first save, then go.
function leave(event) {
  if (!unsaved.size && !sending) return
  event.preventDefault()
  delete form.dataset.sent
  form.querySelectorAll("[aria-disabled=true]").forEach((button) => button.calmDown?.())
  going = event.submitter
  save()
}

function goOn() {
  const button = going
  going = undefined
  form.requestSubmit(button)
}

// Seconds since 2024, as drafts count: a page opened later counts as newer, and what nobody touched sends no new number.
function changed(event) {
  const question = event.target.closest("[data-question]")?.dataset.question
  if (!question) return
  // Files arrive as soon as they are chosen, together with the words.
  if (event.target.type === "file") {
    if (event.type === "change" && event.target.files.length) form.requestSubmit(form.querySelector(`[data-upload="${question}"]`))
    return
  }
  const sequence = form.elements[`sequence-${question}`]
  if (!sequence) return
  sequence.value = Math.max(Number(sequence.value) + 1, Math.floor((Date.now() - 1704067200000) / 1000))
  form.elements[`was-${question}`].value = ""
  unsaved.add(question)
  clearTimeout(timer)
  timer = setTimeout(save, event.type === "change" ? 50 : 700)
}

async function save(leaving = false) {
  clearTimeout(timer)
  if (!unsaved.size || (sending && leaving !== true)) return
  const body = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"))
  body.set("go", "stay")
  const sent = unsaved
  unsaved = new Set()
  sending = true
  try {
    const answer = await fetch(form.action, { method: "POST", body, redirect: "manual", keepalive: leaving === true })
    // Refused for good: the page itself says why, when it is sent.
    const refused = [403, 404, 409, 422].includes(answer.status)
    if (!answer.ok && !refused) throw answer
    wait = 2000
    const time = new Date().toLocaleTimeString(document.documentElement.lang, { timeStyle: "short", hourCycle: "h23" })
    if (refused) show("bad", answer.status === 409 ? state.dataset.over : state.dataset.lost)
    else show("kept", `${state.dataset.kept} ${time}`)
  } catch (fault) {
    sent.forEach((question) => unsaved.add(question))
    show("bad", fault.type === "opaqueredirect" ? state.dataset.signedOut : state.dataset.lost)
    wait = Math.min(wait * 2, 30000)
  } finally {
    sending = false
  }
  if (unsaved.size) timer = setTimeout(save, wait)
  else if (going) goOn()
}

function show(tone, words) {
  state.dataset.tone = tone
  state.textContent = words
  if (tone === "bad") state.setAttribute("role", "alert")
  else state.removeAttribute("role")
}

function count(element, end) {
  const seconds = Math.max(0, Math.round((end - Date.now()) / 1000))
  const words = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`
  element.textContent = element.dataset.words.replace("{}", words)
  if (seconds > 0) setTimeout(count, 1000, element, end)
  else form.requestSubmit(form.querySelector("[data-end]"))
}
