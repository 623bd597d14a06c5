// Suggests people after @, lessons and articles after # and [[; the server knows who and what may be seen here.

const own = document.querySelector("script[data-expander]").dataset

export async function start(field, place) {
  const expander = field.closest("text-expander")
  if (!expander) return
  await import(own.expander)
  expander.addEventListener("text-expander-change", ({ detail: { key, text, provide } }) => provide(suggest(field.dataset.suggestions ?? "/composing/suggestions", place?.(), key, text)))
  expander.addEventListener("text-expander-value", ({ detail }) => (detail.value = detail.item.dataset.value))
  expander.addEventListener("text-expander-committed", () => field.dispatchEvent(new InputEvent("input", { bubbles: true })))
  // A field at the foot of the window has no room below the caret.
  expander.addEventListener("text-expander-activate", () => requestAnimationFrame(() => {
    const list = expander.querySelector(":scope > ul")
    const box = list?.getBoundingClientRect()
    if (!box) return
    if (box.bottom > innerHeight) list.style.top = `calc(${list.style.top || "0px"} - ${box.height}px - 2rem)`
    if (box.right > innerWidth) list.style.left = `calc(${list.style.left || "0px"} - ${box.right - innerWidth + 8}px)`
  }))
}

async function suggest(address, place, key, words) {
  // After the title the link is whole, or goes on with words of its own.
  if (key === "[[" && /[|\]]/.test(words)) return { matched: false }
  const asked = new URL(address, location.href)
  for (const [name, value] of [["place", place ?? ""], ["key", key], ["q", words]]) asked.searchParams.set(name, value)
  try {
    const answer = await fetch(asked, { redirect: "manual" })
    if (!answer.ok) return { matched: false }
    const list = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("ul")
    return { matched: Boolean(list?.childElementCount), fragment: list }
  } catch {
    return { matched: false }
  }
}
