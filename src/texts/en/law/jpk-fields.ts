/** What stands in the fields of the record of purchases. */
export const jpkFieldTexts = {
  'jpk-field.K_40.what': 'net amount of fixed assets',
  'jpk-field.K_41.what': 'input tax of fixed assets',
  'jpk-field.K_42.what': 'net amount of other goods and of services',
  'jpk-field.K_43.what': 'input tax of other goods and of services',
  'jpk-field.K_44.what': 'correction of the input tax of fixed assets',
  'jpk-field.K_45.what': 'correction of the input tax of other purchases',
  'jpk-field.K_46.what': 'input tax of a debt that was not paid in time',
  'jpk-field.K_47.what': 'input tax of such a debt that was paid after all',
  'jpk-field.ZakupVAT_Marza.what': 'gross amount of purchases for the margin scheme',
}
