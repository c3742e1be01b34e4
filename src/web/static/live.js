// Redraws a part of the page whenever the server has a newer one. Without this the page shows how things stood when it was loaded.
const live = document.getElementById('live')
const address = live?.dataset.events

if (live && address && !live.querySelector('.b-done, .b-failed, .b-cancelled')) {
  const events = new EventSource(address)
  events.addEventListener('picture', (event) => {
    const focused = live.contains(document.activeElement) ? document.activeElement?.textContent : undefined
    live.innerHTML = event.data
    // Who had come to a button by keyboard is still there.
    if (focused) [...live.querySelectorAll('a, button')].find((found) => found.textContent === focused)?.focus()
  })
  events.addEventListener('over', (event) => {
    events.close()
    if (event.data) location.assign(event.data)
  })
}
