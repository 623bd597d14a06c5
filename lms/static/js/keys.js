// What single keys do on a page: walk through what stands on it, or begin what it offers.

export function press(key) {
  if (key === "j" || key === "k") return walk(key === "j" ? 1 : -1)
  const act = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key && one.checkVisibility())
  if (act?.matches("a")) act.click()
  else act?.focus()
}

// To the next post of a conversation or line of a list, or back; from nowhere to the first one in sight.
function walk(step) {
  const stops = [...document.querySelectorAll("main :is(article.post, .row-title > a)")].filter((one) => one.checkVisibility())
  const here = stops.findIndex((one) => one.contains(document.activeElement))
  const inSight = stops.findIndex((one) => one.getBoundingClientRect().bottom > 80)
  const next = stops[here < 0 ? inSight : here + step]
  if (!next) return
  if (next.tabIndex < 0) next.tabIndex = -1
  next.focus({ preventScroll: true })
  next.scrollIntoView({ block: "nearest" })
}
