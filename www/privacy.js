// @ts-check

/** Whether the browser says Global Privacy Control or Do Not Track. */
export const optedOut = () => {
  const { globalPrivacyControl, doNotTrack } = /** @type {any} */ (navigator);
  return globalPrivacyControl || doNotTrack > 0;
};
