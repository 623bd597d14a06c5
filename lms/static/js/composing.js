// Helps wherever somebody writes in a conversation: completion, quotations, and files that are chosen, pasted or dropped.

const own = document.querySelector("script[data-composing]").dataset

export function start(field) {
  // Where several groups of readers can be chosen, the one chosen now is meant.
  const place = () => {
    const space = field.form.elements.space?.value
    return space ? `space:${space}` : field.dataset.place
  }
  // Where the caret was when the field was left; a closing dialogue loses it.
  let left = null
  field.addEventListener("pointerdown", () => (left = null))
  field.addEventListener("keydown", () => (left = null))
  field.addEventListener("blur", () => (left = [field.selectionStart, field.selectionEnd]))
  const put = (text) => {
    const end = field.value.length
    insert(field, text, ...(document.activeElement === field && !left ? [field.selectionStart, field.selectionEnd] : (left ?? [end, end])))
    left = null
  }
  import(own.completing).then((module) => module.start(field, place))
  if (field.closest(".composer")) import(own.quoting).then((module) => module.start(field.dataset.quote, put))

  const attach = (files) => import(own.uploading).then((module) => module.attach(files, place(), put))
  document.querySelector(`[data-attach="${CSS.escape(field.id)}"]`)?.addEventListener("click", (event) => {
    event.preventDefault()
    attach([null])
  })
  field.addEventListener("paste", (event) => {
    const { files, types } = event.clipboardData
    // A spreadsheet or a web page brings a picture of itself beside its words.
    if (!files.length || types.includes("text/plain")) return
    event.preventDefault()
    attach([...files])
  })
  const area = field.closest(".writer, .composer")
  area.addEventListener("dragover", (event) => event.dataTransfer.types.includes("Files") && event.preventDefault())
  area.addEventListener("drop", (event) => {
    const { files } = event.dataTransfer
    if (!files.length) return
    event.preventDefault()
    attach([...files])
  })
}

// At the caret, as a paragraph of its own.
function insert(field, text, from, to) {
  const before = field.value.slice(0, from)
  const gap = !before || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n"
  field.setRangeText(`${gap}${text}\n\n`, from, to, "end")
  field.dispatchEvent(new InputEvent("input", { bubbles: true }))
  field.focus()
}
