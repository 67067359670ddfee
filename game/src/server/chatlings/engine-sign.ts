import type { ChatlingMoodWire } from "../../shared/wire";
import { showHeadSign } from "../entities/engine-head-sign";
import type { Rgb } from "./mood-look";
import { MOOD_GROUND, MOOD_LOOKS } from "./mood-look";

const SIGN_NAME = "EarshotMood";
/** Studs above the middle of the head: over the name, and over the sign that it is about to speak. */
const ABOVE_HEAD_STUDS = 3;

function colorOf([red, green, blue]: Rgb): Color3 {
	return Color3.fromRGB(red, green, blue);
}

/** Shows everybody above a body's head how it feels; nothing where it has no part to hang a sign on. */
export function showMood(body: Model, mood: ChatlingMoodWire): void {
	const { text, color } = MOOD_LOOKS[mood];
	showHeadSign(body, {
		name: SIGN_NAME,
		text,
		color: colorOf(color),
		ground: colorOf(MOOD_GROUND),
		aboveStuds: ABOVE_HEAD_STUDS,
	});
}
