export const benchLedgers = async (_: string[]) => {}
