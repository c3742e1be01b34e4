// Asks how far work has come, and shows the page when it is done. Without this script the page loads itself again.
const everyMs = 500

async function look() {
  const here = document.getElementById('working')
  if (!here) return
  const answer = await fetch(location.href)
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const there = page.getElementById('working')
  if (!there) return location.reload()
  here.querySelector('[role=status]').textContent = there.querySelector('[role=status]').textContent
  here.querySelector('progress').replaceWith(there.querySelector('progress'))
  setTimeout(go, everyMs)
}

// A server that is away for a moment is asked again.
function go() {
  look().catch(() => setTimeout(go, 4 * everyMs))
}

setTimeout(go, everyMs)
