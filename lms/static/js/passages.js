// Brings text and talk together: “Ask here” at paragraphs, notes beside their passage, quoted words half underlined.

const wide = matchMedia("(width >= 48rem)")

export function start(element) {
  if (element.dataset.askUrl) askHere(element)
  if ("notes" in element.dataset) besideText(element)
}

function askHere(element) {
  const words = element.dataset.askWords
  const sprite = document.querySelector(".icon use")?.getAttribute("href").split("#")[0]
  const address = (block) => {
    const url = new URL(element.dataset.askUrl, location)
    url.searchParams.set("block", block.dataset.block)
    return url.pathname + url.search + url.hash
  }
  const blocks = [...element.querySelectorAll("[data-block]")]
  for (const block of blocks) {
    // Boxes that scroll would cut the link off.
    if (block.matches("pre, table, img, hr, video, iframe")) continue
    const link = document.createElement("a")
    link.className = "ask-here quiet"
    link.href = address(block)
    link.innerHTML = `<svg class="icon" aria-hidden="true"><use href="${sprite}#message-circle-plus"/></svg>`
    const about = document.createElement("span")
    about.className = "hidden-words"
    about.textContent = `: ${block.textContent.trim().slice(0, 60)}`
    link.append(words, about)
    // A list holds nothing but its items.
    const spot = block.querySelector(":scope > :is(li, dd)") ?? block
    spot.append(link)
  }
  const current = document.querySelectorAll("[data-ask-current]")
  if (current.length) {
    addEventListener("scroll", () => {
      const block = blocks.findLast((item) => item.getBoundingClientRect().top < innerHeight * 0.4) ?? blocks[0]
      if (block) current.forEach((link) => (link.href = address(block)))
    }, { passive: true })
  }
}

function besideText(notes) {
  const at = (note) => document.querySelector(`[data-block="${CSS.escape(note.dataset.at)}"]`)
  const items = [...notes.querySelectorAll("[data-at]")].filter(at)
  const bars = new Map()
  underline(items, at)
  count(items, at)

  function place() {
    notes.classList.toggle("placed", wide.matches && items.length > 0)
    if (!wide.matches) return (notes.style.blockSize = "")
    const origin = notes.getBoundingClientRect().top
    let floor = 0
    const loose = [...notes.children].filter((child) => !child.dataset.at && !child.matches(".talk-bar"))
    for (const note of items) {
      const box = at(note).getBoundingClientRect()
      const top = Math.max(box.top - origin, floor)
      note.style.insetBlockStart = `${top}px`
      // An opened note floats over what is below it and moves nothing.
      floor = top + (note.open ? note.querySelector("summary").offsetHeight + 56 : note.offsetHeight + 12)
      const bar = bars.get(note.dataset.at) ?? document.createElement("span")
      bar.className = "talk-bar"
      bar.style.insetBlockStart = `${box.top - origin}px`
      bar.style.blockSize = `${box.height}px`
      if (!bars.has(note.dataset.at)) notes.append(bar)
      bars.set(note.dataset.at, bar)
    }
    notes.style.blockSize = `${floor}px`
    for (const child of loose) child.style.insetBlockStart = ""
    keepAskable(items)
  }

  // Open notes lie above closed ones; one at a time keeps the text calm.
  notes.addEventListener("toggle", (event) => {
    if (event.target.open && wide.matches) for (const note of items) if (note !== event.target) note.open = false
    place()
  }, true)
  new ResizeObserver(place).observe(document.querySelector("main"))
  wide.addEventListener("change", place)
  document.fonts?.ready.then(place)
  place()
}

// Where a note stands at the height of a paragraph, “Ask here” would lie under it: there it stands below the paragraph.
function keepAskable(items) {
  const links = [...document.querySelectorAll(".ask-here")]
  for (const link of links) link.classList.remove("under")
  const taken = items.map((note) => note.getBoundingClientRect())
  const covered = links.filter((link) => {
    const box = link.getBoundingClientRect()
    return taken.some((note) => note.top < box.bottom && box.top < note.bottom)
  })
  for (const link of covered) link.classList.add("under")
}

function underline(items, at) {
  if (!globalThis.Highlight || !CSS.highlights) return
  const ranges = items.map((note) => note.dataset.quote && find(at(note), note.dataset.quote)).filter(Boolean)
  CSS.highlights.set("quoted", new Highlight(...ranges))
}

function find(block, quote) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT)
  const pieces = []
  let text = ""
  while (walker.nextNode()) {
    pieces.push([walker.currentNode, text.length])
    text += walker.currentNode.data
  }
  const from = text.indexOf(quote)
  if (from < 0) return null
  const spot = (offset) => {
    const [node, begin] = pieces.findLast(([, start]) => start <= offset)
    return [node, offset - begin]
  }
  const range = document.createRange()
  range.setStart(...spot(from))
  range.setEnd(...spot(from + quote.length - 1))
  range.setEnd(range.endContainer, range.endOffset + 1)
  return range
}

// On a phone there is no rail: a bordered count after the paragraph opens the sheet.
function count(items, at) {
  const sheet = items[0]?.closest(".rail")?.id
  const sprite = document.querySelector(".icon use")?.getAttribute("href").split("#")[0]
  const sums = new Map()
  for (const note of items) sums.set(at(note), (sums.get(at(note)) ?? 0) + 1)
  for (const [block, sum] of sums) {
    if (block.matches("pre, table, img, hr, video, iframe")) continue
    const link = document.createElement("a")
    link.className = "talk-count"
    link.href = `#${sheet}`
    link.innerHTML = `<svg class="icon" aria-hidden="true"><use href="${sprite}#message-circle"/></svg>`
    link.append(String(sum))
    const spot = block.matches("div, blockquote, ul, ol, figure") ? (block.lastElementChild ?? block) : block
    spot.insertBefore(link, spot.querySelector(":scope > .ask-here"))
  }
}
