// A form is sent once, however often its button is pressed before the answer is there. Without this the site sorts out what comes twice.
const patienceMs = 4000

document.addEventListener('submit', (event) => {
  const form = event.target
  if (event.defaultPrevented || form.method !== 'post') return
  if (form.dataset.sent === 'yes') return event.preventDefault()
  form.dataset.sent = 'yes'
  setTimeout(() => delete form.dataset.sent, patienceMs)
})

// Whoever comes back to the page may send its forms anew.
addEventListener('pageshow', () => {
  for (const form of document.forms) delete form.dataset.sent
})
