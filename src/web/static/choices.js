// Chooses all outlets or none, adds one by Enter, and takes typed cron fields for the choice of them. Without this the buttons ask the server, and it says what is at odds.
const cron = document.getElementById('cron')
const rhythm = document.getElementById('rhythm')

document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('button[data-choose]') : null
  if (!button) return
  event.preventDefault()
  for (const box of document.querySelectorAll('input[name="outlets"]')) box.checked = button.dataset.choose === 'all'
})

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
