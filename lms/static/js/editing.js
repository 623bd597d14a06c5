// Saves a text while it is written, in order, and always says whether it is saved. The server answers with the words.

const form = document.querySelector("form[data-saving]")
const state = document.getElementById("saved")
const PATIENCE = 30000
const address = form.dataset.keep ?? form.action // where sending does something else, there is another address for keeping
const unkept = form.dataset.keep ? [] : ["why"]
let timer, sending, conflicted
let wait = 1500
// What the server sent, not what stands here now: somebody may have typed before this module arrived.
let kept = written((field) => [field.options ? firstChoice(field) : field.defaultValue, field.defaultChecked])

// The version and the token change without anybody writing.
function written(read = (field) => [field.value, field.checked]) {
  const said = [...form.elements].filter(({ name, type }) => name && type !== "hidden" && !unkept.includes(name))
  return JSON.stringify(said.map((field) => [field.name, ...read(field)]))
}

function firstChoice({ options }) {
  return ([...options].find((option) => option.defaultSelected) ?? options[0])?.value
}

function say(tone, words) {
  let line = state.querySelector("[data-line]")
  if (!line) {
    line = Object.assign(document.createElement("span"), { className: "state" })
    line.dataset.line = ""
    state.querySelector(".state")?.replaceWith(line)
  }
  line.className = `state ${tone}`
  line.textContent = words
}

async function save(leaving = false) {
  clearTimeout(timer)
  const now = written()
  if (conflicted || now === kept || (sending && !leaving)) return
  sending = new AbortController()
  const slow = setTimeout(() => say("", form.dataset.saving), 400)
  try {
    const answer = await fetch(address, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      headers: { "HX-Request": "true", "HX-Target": "div#saved" },
      signal: sending.signal,
      redirect: "manual",
      keepalive: leaving && now.length < 50000,
    })
    const isSignedOut = answer.headers.has("HX-Redirect")
    if (isSignedOut || (!answer.ok && answer.status !== 409)) throw new Error(answer.status)
    conflicted = answer.status === 409
    show(await answer.text())
    kept = now
    wait = 1500
  } catch (error) {
    if (error.name !== "AbortError") {
      say("danger", form.dataset.lost)
      wait = Math.min(wait * 2, PATIENCE)
    }
  } finally {
    clearTimeout(slow)
    sending = null
  }
  if (!conflicted && written() !== kept) timer = setTimeout(save, wait)
}

function show(answer) {
  const page = new DOMParser().parseFromString(answer, "text/html")
  for (const errors of page.querySelectorAll("template[data-errors-of]")) {
    mark(form.elements[errors.dataset.errorsOf], errors.content)
    errors.remove()
  }
  state.replaceChildren(...page.body.childNodes)
  if (conflicted) state.setAttribute("role", "alert")
  else state.removeAttribute("role")
}

function mark(field, errors) {
  const around = field.closest(".field, .pane-source")
  for (const old of around.querySelectorAll(".error")) old.remove()
  const found = errors.querySelector(".error")
  around.classList.toggle("bad", Boolean(found))
  field.toggleAttribute("aria-invalid", false)
  if (!found) return
  field.setAttribute("aria-invalid", "true")
  field.setAttribute("aria-describedby", found.id)
  found.setAttribute("role", "status")
  field.after(errors)
}

function later() {
  clearTimeout(timer)
  timer = setTimeout(save, 900)
}

for (const field of form.elements) {
  field.addEventListener("input", later)
  field.addEventListener("change", later)
}
if (written() !== kept) later()
document.addEventListener("visibilitychange", () => document.hidden && save(true))
addEventListener("pagehide", () => save(true))
form.addEventListener("submit", () => {
  conflicted = true // the page itself now sends everything
  clearTimeout(timer)
  sending?.abort()
})

// A file is put where the cursor was; the list comes anew after each upload.
const source = form.elements.body
import(document.querySelector("script[data-completing]").dataset.completing).then((module) => module.start(source))
function offer() {
  for (const button of document.querySelectorAll("[data-insert][hidden]")) button.hidden = false
}
document.addEventListener("htmx:after:settle", offer)
document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-insert]")
  if (!button) return
  const { value } = document.getElementById(button.dataset.insert)
  source.setRangeText(`\n${value}\n`, source.selectionStart, source.selectionEnd, "end")
  source.dispatchEvent(new InputEvent("input", { bubbles: true }))
  source.focus()
})
offer()

// What is pasted or dropped is chosen in the form for files, which asks what it shows.
function receive(event, { files, types }) {
  const chooser = document.getElementById("new-files")
  if (!chooser || !files.length || types.includes("text/plain")) return
  event.preventDefault()
  chooser.files = files
  const { alt } = chooser.form.elements
  if (!alt.checkVisibility()) location.hash = "settings"
  alt.focus()
}
source.addEventListener("paste", (event) => receive(event, event.clipboardData))
source.addEventListener("dragover", (event) => event.dataTransfer.types.includes("Files") && event.preventDefault())
source.addEventListener("drop", (event) => receive(event, event.dataTransfer))
