// Redraws what has changed of a part of the page whenever the server has a newer picture. Without this the page shows how things stood when it was loaded.
const live = document.getElementById('live')
const address = live?.dataset.events
/** A server that was away is looked for again. */
const againMs = 3000
let events
let isOver = false

if (live && address && !live.querySelector('.b-done, .b-failed, .b-cancelled')) {
  // A browser holds few of these lines at once: pages that nobody looks at give theirs up.
  document.addEventListener('visibilitychange', () => (document.hidden ? events?.close() : listen()))
  if (!document.hidden) listen()
}

function listen() {
  if (isOver) return
  events?.close()
  events = new EventSource(address)
  events.addEventListener('picture', (event) => draw(event.data))
  events.addEventListener('over', (event) => {
    isOver = true
    events.close()
    // In place of this page: who goes back from the report would be sent there again.
    if (event.data) location.replace(event.data)
  })
  events.addEventListener('error', () => {
    // Refused, and not only broken off: the page itself says why.
    if (events.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), againMs)
  })
}

/** Block by block: a button that is just being pressed, or that somebody has come to by keyboard, stays what it is unless it is another. */
function draw(markup) {
  const picture = document.createElement('div')
  picture.innerHTML = markup
  const focused = live.contains(document.activeElement) ? document.activeElement?.textContent : undefined
  const [now, next] = [[...live.children], [...picture.children]]
  for (const [index, block] of next.entries()) {
    if (now[index] === undefined) live.append(block)
    else if (!now[index].isEqualNode(block)) now[index].replaceWith(block)
  }
  for (const block of now.slice(next.length)) block.remove()
  if (focused && !live.contains(document.activeElement)) {
    const buttons = [...live.querySelectorAll('a, button')]
    ;(buttons.find((found) => found.textContent === focused) ?? live.querySelector('.presses a, .presses button'))?.focus()
  }
}
