import { ledgerContract } from '../../contract/ledger-contract.ts'
import { inFolder } from '../../contract/stored.ts'

ledgerContract(inFolder)
