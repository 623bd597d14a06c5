// A question within a text: its feedback takes its place, and what else was written on the page stays.

document.addEventListener("submit", async (event) => {
  const form = event.target
  if (!form.matches("form[data-check]")) return
  event.preventDefault()
  let fresh
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "HX-Request": "true" } })
    const place = document.createElement("template")
    place.innerHTML = answer.ok || answer.status === 422 ? await answer.text() : ""
    fresh = place.content.querySelector("section")
  } catch {}
  if (!fresh) return form.submit()
  form.closest("section").replaceWith(fresh)
  fresh.tabIndex = -1
  fresh.focus()
})
