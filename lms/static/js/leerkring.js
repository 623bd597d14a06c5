// What every page does when scripts run. Nothing here is needed to read, write or send.

const html = document.documentElement
const own = document.querySelector("script[data-drafts]")?.dataset ?? {}
const awake = {}

// A module is fetched only on pages that use it; each exports start(element).
const needs = {
  drafts: "[data-draft-url]",
  preview: "[data-preview-url]",
  reading: "[data-reading-url], [data-place-url]",
  passages: "[data-ask-url], [data-notes]",
  reorder: "[data-sortable]",
  acts: "form[data-acts]",
  live: "[data-live-url]",
  composing: "[data-place]",
  sentences: "[data-sentence]",
}

function wake(root) {
  const find = (selector) => [...(root.matches?.(selector) ? [root] : []), ...root.querySelectorAll(selector)]
  for (const [name, selector] of Object.entries(needs)) {
    for (const element of find(selector)) {
      const started = (awake[name] ??= new WeakSet())
      if (started.has(element) || !own[name]) continue
      started.add(element)
      import(own[name]).then((module) => module.start(element))
    }
  }
  for (const element of find("[data-module]")) import(element.dataset.module)
  find("[data-focus]")[0]?.focus()
  find(".tabs > [aria-current]").forEach((tab) => tab.scrollIntoView({ block: "nearest", inline: "center" }))
}

function token() {
  return document.querySelector('input[name="csrf_token"]')?.value ?? ""
}

// ---- Toasts: one sentence, perhaps an undo; the page itself always shows the same ----

const toasts = document.getElementById("toasts")

function say(text, undo) {
  if (!toasts || !text) return
  const toast = document.createElement("div")
  toast.className = "toast"
  toast.append(Object.assign(document.createElement("span"), { textContent: text }))
  if (undo) {
    const form = Object.assign(document.createElement("form"), { method: "post", action: undo })
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "csrf_token", value: token() }))
    form.append(Object.assign(document.createElement("button"), { textContent: toasts.dataset.undo }))
    toast.append(form)
  }
  toasts.append(toast)
  leaveLater(toast)
}

function leaveLater(toast) {
  setTimeout(() => (toast.matches(":hover, :focus-within") ? leaveLater(toast) : toast.remove()), 9000)
}

for (const toast of toasts?.children ?? []) leaveLater(toast)
document.addEventListener("toast", (event) => say(event.detail.text ?? event.detail.value, event.detail.undo))

// ---- htmx: the token, failures, focus ----

document.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {
  if (ctx.request.method !== "GET") ctx.request.headers["X-CSRFToken"] = token()
})

document.addEventListener("htmx:response:error", ({ detail: { ctx } }) => {
  const mended = [409, 422].includes(ctx.response.status) || ctx.hx?.trigger?.includes("toast")
  if (!mended) say(toasts?.dataset.failed)
})

document.addEventListener("htmx:error", () => say(toasts?.dataset.failed))

let held = null
document.addEventListener("htmx:before:swap", () => {
  const element = document.activeElement
  held = element && element !== document.body ? element : null
})

document.addEventListener("htmx:after:settle", (event) => {
  for (const element of event.detail.newContent) if (element instanceof Element) wake(element)
  if (!held || (document.activeElement && document.activeElement !== document.body)) return
  const seen = [...event.target.querySelectorAll("a[href], button, summary, input, textarea")].filter((one) => one.checkVisibility())
  const next = seen.find((other) => likeness(other) === likeness(held)) ?? seen[0] ?? event.target
  if (next === event.target && next.tabIndex < 0) next.tabIndex = -1
  next.focus({ preventScroll: true })
})

function likeness(element) {
  return [element.tagName, element.name, element.getAttribute("value"), element.getAttribute("href"), element.getAttribute("formaction"), element.form?.getAttribute("action")].join(" ")
}

// ---- A form is sent once ----

// aria-disabled, not disabled: a disabled button drops the focus to the body.
document.addEventListener("submit", (event) => {
  const form = event.target
  if (form.method !== "post") return
  // A preview in a tab of its own sends nothing.
  if (event.submitter?.formTarget) return event.stopPropagation()
  if (form.dataset.sent) return event.preventDefault()
  form.dataset.sent = "yes"
  const button = event.submitter
  if (!button) return
  button.setAttribute("aria-disabled", "true")
  const words = [...button.childNodes]
  const waiting = setTimeout(() => button.dataset.sending && button.replaceChildren(button.dataset.sending), 250)
  button.calmDown = () => {
    clearTimeout(waiting)
    button.replaceChildren(...words)
    button.removeAttribute("aria-disabled")
  }
}, true)

function calmDown(form) {
  delete form.dataset?.sent
  form.querySelectorAll?.('[aria-disabled="true"]').forEach((button) => button.calmDown?.())
}

document.addEventListener("htmx:finally:request", (event) => calmDown(event.detail.ctx.sourceElement))
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(calmDown))

// ---- Small comforts ----

let opener = null
let place = 0

document.addEventListener("change", ({ target }) => {
  if (target.matches("[data-submit]")) target.form.requestSubmit()
  if (target.matches("[data-theme-preview]")) html.dataset.theme = target.value
  if (target.matches("[data-check-all]")) {
    for (const box of target.form.elements) if (box.name === target.dataset.checkAll) box.checked = target.checked
  }
})

document.addEventListener("input", ({ target }) => {
  if (target.matches("[data-brand-preview]")) html.style.setProperty("--brand", target.value)
})

document.addEventListener("click", (event) => {
  const { target } = event
  for (const menu of document.querySelectorAll("[data-menu][open]")) if (!menu.contains(target)) menu.open = false
  if (target.closest?.('a[href^="#"]')) place = scrollY
  if (target.closest?.('a[href^="#"]:not(.sheet-close)')) opener = target.closest("a")
  const copied = target.closest?.("[data-copy]")
  if (copied) event.preventDefault()
  if (copied) navigator.clipboard.writeText(copied.dataset.copy).then(() => say(copied.dataset.copied))
  if (target.matches?.("[data-close]")) target.closest("dialog").close()
})

// The sheet of a lesson on a phone is the rail as :target. Focus follows it in and out, and the text stays where it was.
addEventListener("hashchange", ({ oldURL }) => {
  const rail = document.querySelector(".rail[id]")
  const sheet = rail?.matches(":target") && getComputedStyle(rail).position === "fixed"
  const closed = rail && new URL(oldURL).hash === `#${rail.id}` && location.hash === "#main"
  if (!sheet && !closed) return
  scrollTo({ top: place, behavior: "instant" })
  rail.tabIndex = -1
  if (sheet) rail.focus({ preventScroll: true })
  else if (opener?.isConnected) opener.focus({ preventScroll: true })
})

// ---- Keys ----

const places = { h: "/", c: "/courses", k: "/knowledge", g: "/cohorts", p: "/people", i: "/inbox" }
let going = 0

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    const menu = document.querySelector("[data-menu][open]")
    if (menu) {
      menu.open = false
      menu.querySelector("summary").focus()
    } else if (document.querySelector(".rail:target")) {
      place = scrollY
      location.hash = "main"
    }
    return
  }
  if (html.dataset.shortcuts === "off" || event.ctrlKey || event.metaKey || event.altKey) return
  if (event.target.closest("input, textarea, select, dialog, [contenteditable]")) return
  if (event.key === "/") {
    const search = [...document.querySelectorAll("[data-search]")].find((field) => field.checkVisibility())
    event.preventDefault()
    if (search) search.focus()
    else location.assign("/search")
  } else if (event.key === "?") {
    document.getElementById("keys")?.showModal()
  } else if (event.key === "g" && Date.now() - going > 1500) {
    going = Date.now()
  } else if (places[event.key] && Date.now() - going < 1500) {
    going = 0
    location.assign(places[event.key])
  } else if ("jkcre".includes(event.key)) {
    event.preventDefault()
    import(own.keys).then(({ press }) => press(event.key))
  }
})

wake(document)
