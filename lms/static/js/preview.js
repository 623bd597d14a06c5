// Shows what the Markdown will look like, a moment after the typing stops; where there is a button, while it is pressed.

export function start(field) {
  if (!field.form) return
  const target = document.getElementById(field.dataset.preview ?? `${field.id}-preview`)
  const button = document.querySelector(`[data-preview-of="${CSS.escape(field.id)}"]`)
  let timer, asking, shown

  async function ask() {
    if (!target || target.hidden || field.value === shown) return
    const text = field.value
    asking?.abort()
    asking = new AbortController()
    const body = new URLSearchParams({ body: text, csrf_token: field.form.elements.csrf_token?.value ?? "" })
    const headers = { "HX-Request": "true" }
    try {
      const answer = await fetch(field.dataset.previewUrl, { method: "POST", body, headers, signal: asking.signal, redirect: "manual" })
      if (!answer.ok || answer.headers.has("HX-Redirect")) return
      // The server has sanitised this; the target carries hx-ignore.
      target.innerHTML = await answer.text()
      shown = text
    } catch {
      // A preview that does not arrive is not worth a message; the next key asks again.
    }
  }

  field.addEventListener("input", () => {
    clearTimeout(timer)
    timer = setTimeout(ask, 400)
  })
  if (!button) {
    if (!target?.childElementCount) ask()
    return
  }
  button.type = "button"
  button.setAttribute("aria-pressed", "false")
  button.setAttribute("aria-controls", target.id)
  button.addEventListener("click", () => {
    target.hidden = !target.hidden
    button.setAttribute("aria-pressed", String(!target.hidden))
    ask()
  })
}
