// A field for one sentence: it grows over several lines, and the key Enter sends, as in a field of one line.

export function start(field) {
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return
    event.preventDefault()
    const { form } = field
    form.requestSubmit([...form.elements].find((one) => one.type === "submit" && !one.formTarget))
  })
}
