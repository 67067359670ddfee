import type { ChatlingMoodWire } from "../../shared/wire";

/** Red, green and blue, from 0 to 255. */
export type Rgb = readonly [number, number, number];

/** How a mood is shown: in words and by a face, as a colour alone is not for all eyes. */
export interface MoodLook {
	readonly text: string;
	readonly color: Rgb;
}

/** Behind a mood's words. */
export const MOOD_GROUND: Rgb = [18, 21, 27];

/** Each colour at least 4.5:1 on the ground. */
export const MOOD_LOOKS: Readonly<Record<ChatlingMoodWire, MoodLook>> = {
	happy: { text: "😊 happy", color: [126, 205, 193] },
	neutral: { text: "😐 calm", color: [241, 243, 246] },
	unhappy: { text: "😟 unhappy", color: [255, 209, 122] },
};
