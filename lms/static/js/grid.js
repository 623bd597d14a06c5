// A table of links as a grid: one stop for Tab, arrow keys from cell to cell, Home and End along a row, with Control to the corners.

const started = new WeakSet()

function wake(root) {
  for (const table of root.querySelectorAll("table[data-module]")) {
    if (started.has(table)) continue
    started.add(table)
    start(table)
  }
}

function start(table) {
  const rows = [...table.rows]
  const stop = (cell) => cell?.querySelector("a") ?? cell
  const at = (row, column) => rows[row] && stop(rows[row].cells[Math.max(0, Math.min(column, rows[row].cells.length - 1))])

  const choose = (one) => {
    for (const other of table.querySelectorAll('[tabindex="0"]')) other.tabIndex = -1
    one.tabIndex = 0
  }

  table.setAttribute("role", "grid")
  table.closest("[tabindex]")?.removeAttribute("tabindex")
  for (const row of rows) for (const cell of row.cells) stop(cell).tabIndex = -1
  const named = document.getElementById(location.hash.slice(1))
  const first = table.contains(named) ? named : at(1, 0)
  choose(first)
  if (first === named) named.focus({ preventScroll: true })
  bring(first)

  table.addEventListener("focusin", (event) => {
    const one = stop(event.target.closest("th, td"))
    if (one) choose(one)
  })

  table.addEventListener("keydown", (event) => {
    const cell = event.target.closest("th, td")
    if (!cell || event.altKey || event.metaKey || event.shiftKey) return
    const row = rows.indexOf(cell.parentElement)
    const column = cell.cellIndex
    const last = cell.parentElement.cells.length - 1
    const next = {
      ArrowUp: () => at(row - 1, column),
      ArrowDown: () => at(row + 1, column),
      ArrowLeft: () => at(row, column - 1),
      ArrowRight: () => at(row, column + 1),
      Home: () => at(event.ctrlKey ? 0 : row, 0),
      End: () => at(event.ctrlKey ? rows.length - 1 : row, last),
      PageUp: () => at(Math.max(0, row - 10), column),
      PageDown: () => at(Math.min(rows.length - 1, row + 10), column),
    }[event.key]?.()
    if (!next || (event.ctrlKey && event.key.startsWith("Arrow"))) return
    event.preventDefault()
    next.focus({ preventScroll: true })
    bring(next)
  })

  // Into sight, past the head and the names that stay where they are.
  function bring(one) {
    const frame = table.parentElement
    const cell = one.closest("th, td")
    const box = cell.getBoundingClientRect()
    const seen = frame.getBoundingClientRect()
    const names = cell.cellIndex ? rows[0].cells[0].offsetWidth : box.width
    const head = cell.closest("thead") ? 0 : rows[0].offsetHeight
    if (cell.cellIndex && box.left < seen.left + names) frame.scrollLeft -= seen.left + names - box.left
    else if (cell.cellIndex && box.right > seen.right) frame.scrollLeft += box.right - seen.right
    if (head && box.top < seen.top + head) frame.scrollTop -= seen.top + head - box.top
    else if (head && box.bottom > seen.bottom) frame.scrollTop += box.bottom - seen.bottom
    cell.scrollIntoView({ block: "nearest", inline: "nearest" })
  }
}

wake(document)
document.addEventListener("htmx:after:settle", () => wake(document))
