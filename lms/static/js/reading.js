// Tells the server how far somebody has really read: posts that stood on the screen for a second, a place in a lesson.

const token = () => document.querySelector(`input[name="csrf_token"]`)?.value ?? ""

const SECOND = 1000

export async function start(element) {
  // A page fetched ahead of a click was not read by anybody.
  if (document.prerendering) await new Promise((go) => document.addEventListener("prerenderingchange", go, { once: true }))
  if (element.dataset.readingUrl) countPosts(element)
  if (element.dataset.placeUrl) keepPlace(element)
}

function post(url, values) {
  const body = new URLSearchParams({ ...values, csrf_token: token() })
  return fetch(url, { method: "POST", body, keepalive: true, redirect: "manual" }).catch(() => {})
}

function countPosts(element) {
  let told = Number(element.dataset.readingNumber ?? 0)
  let seen = told
  let timer
  const clocks = new Map()

  const tell = () => {
    clearTimeout(timer)
    if (seen > told) post(element.dataset.readingUrl, { number: (told = seen), opened: element.dataset.readingOpened })
  }

  const watcher = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting, intersectionRatio, intersectionRect, rootBounds } of entries) {
      clearTimeout(clocks.get(target))
      const enough = intersectionRatio > 0.5 || intersectionRect.height > (rootBounds?.height ?? innerHeight) / 2
      if (!isIntersecting || !enough) continue
      clocks.set(target, setTimeout(() => {
        if (document.hidden) return
        seen = Math.max(seen, Number(target.dataset.postNumber))
        clearTimeout(timer)
        timer = setTimeout(tell, SECOND)
      }, SECOND))
    }
  }, { threshold: [0, 0.25, 0.51, 1] })

  const watch = () => element.querySelectorAll("[data-post-number]").forEach((item) => watcher.observe(item))
  watch()
  new MutationObserver(watch).observe(element, { childList: true, subtree: true })
  addEventListener("pagehide", tell)
  document.addEventListener("visibilitychange", () => document.hidden && tell())
}

function keepPlace(element) {
  const blocks = [...element.querySelectorAll("[data-block]")]
  const { placeUrl, placeEnd } = element.dataset
  let told = ""
  let ended = !placeEnd
  let timer

  const tell = async () => {
    clearTimeout(timer)
    const line = innerHeight * 0.4
    const box = element.getBoundingClientRect()
    const percent = Math.round(Math.min(1, Math.max(0, (innerHeight - box.top) / box.height)) * 100)
    const ends = !ended && percent === 100
    const block = blocks.findLast((item) => item.getBoundingClientRect().top < line) ?? (ends ? blocks[0] : null)
    if (!block || (block.dataset.block === told && !ends)) return
    told = block.dataset.block
    ended ||= ends
    const answer = await post(placeUrl, { block: told, percent })
    if (ends && answer?.ok) document.dispatchEvent(new CustomEvent("toast", { detail: { text: placeEnd } }))
  }

  addEventListener("scroll", () => {
    clearTimeout(timer)
    timer = setTimeout(tell, 1500)
  }, { passive: true })
  addEventListener("pagehide", () => scrollY > 0 && tell())
  // A lesson that fits on the screen is read without scrolling.
  if (placeEnd) timer = setTimeout(tell, 3 * SECOND)
}
