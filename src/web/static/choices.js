// Chooses all outlets or none, adds one by Enter, and takes typed cron fields for the choice of them. Without this the buttons ask the server, and it says what is at odds.
const cron = document.getElementById('cron')
const rhythm = document.getElementById('rhythm')

document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('button[data-choose]') : null
  if (!button) return
  event.preventDefault()
  for (const box of document.querySelectorAll('li:not([hidden]) input[name="outlets"]')) box.checked = button.dataset.choose === 'all'
  tell()
})

const asked = document.getElementById('asked')
function tell() {
  if (asked) asked.textContent = document.querySelectorAll('input[name="outlets"]:checked').length
}
addEventListener('change', tell)

// Of many outlets those are shown that somebody looks for; the buttons then mean these alone.
const finder = document.getElementById('find-outlet')
if (finder) finder.parentElement.hidden = false
finder?.addEventListener('input', () => {
  const words = finder.value.toLowerCase().split(/\s+/)
  for (const entry of document.querySelectorAll('.choices li'))
    entry.hidden = !words.every((word) => entry.textContent.toLowerCase().includes(word))
})
finder?.addEventListener('keydown', (event) => event.key === 'Enter' && event.preventDefault())

// Who presses Enter there means the button beside the field.
const homepage = document.getElementById('homepage')
homepage?.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter') return
  event.preventDefault()
  homepage.parentElement.querySelector('button').click()
})

cron?.addEventListener('input', () => {
  if (cron.value.trim() !== '') rhythm.value = 'custom'
})
