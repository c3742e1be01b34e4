import { expect, test } from 'vitest'
import { koreanReporter, labelledName, wireReporters } from '../../../../src/core/extract/metadata/byline-labels.ts'

test.each([
  ['Автор: Анна Крылова', 'Анна Крылова'],
  ['Авторы: Айгүл Сәрсенова', 'Айгүл Сәрсенова'],
  ['Беседовала Анна Крылова', 'Анна Крылова'],
  ['2026年03月03日 10:21 来源：青岭日报 作者：王小波', '王小波'],
  ['記者林淑芬／白河報導', '林淑芬'],
  ['文／林淑芬、張志豪', '林淑芬、張志豪'],
  ['מאת: דנה לוי', 'דנה לוי'],
  ['بقلم: سلمى الحداد', 'سلمى الحداد'],
  ['लेखक: मीरा शर्मा', 'मीरा शर्मा'],
  ['Words: Ann Lee | Photos: Bo Chan', 'Ann Lee'],
  ['Written by Ann Lee on December 18, 2019', 'Ann Lee'],
  ['Auteur : Ann Lee le 3 mars 2026', 'Ann Lee'],
  ['Autor: Karim el Sayed', 'Karim el Sayed'],
  ['Auteur: Maud le Goff', 'Maud le Goff'],
])('the name behind a label is read from %s', (line, name) => {
  expect(labelledName(line)).toBe(name)
})

test.each([
  '文件显示，在规则修改之前，已有57份合同签署。',
  '文書によると、規則が変わる前に9件の契約が結ばれていた。',
  '记者们等了一整夜，也没有等到答复。',
  'Authors often say that the second book is the hardest of all.',
  'Text: see below.',
  'История: как город остался без воды на целую неделю и что было потом',
])('a sentence that only begins like a label names nobody: %s', (line) => {
  expect(labelledName(line)).toBeUndefined()
})

test('reporters are read from the bracket in which Chinese agencies put them, and from the signature of Korean ones', () => {
  expect(wireReporters(['新华网北川港3月3日电（记者王丽、李强）北川港周二举行听证会。'])).toBe('王丽、李强')
  expect(wireReporters(['他说，记者（王丽）没有问过。'])).toBeUndefined()
  expect(koreanReporter('박준호 기자 park@saeul.example')).toBe('박준호')
  expect(koreanReporter('[새울신문=박준호 기자]')).toBe('박준호')
  expect(koreanReporter('이 소식을 전한 기자는 현장에 있었다.')).toBeUndefined()
})
