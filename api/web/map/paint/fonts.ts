import { FONT } from "../../shell/tokens.js";

export const LABEL_FONT = `550 12px ${FONT}`;
export const CAPTION_FONT = `600 11px ${FONT}`;
export const SPEECH_FONT = `500 12.5px ${FONT}`;
export const ZONE_FONT = `650 13px ${FONT}`;
