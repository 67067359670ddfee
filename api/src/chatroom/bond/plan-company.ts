import { pick, seededRandom } from "../../wording/random.js";
import { readChatlingId } from "../../messages/chatling-id.js";
import type { MeetingLine } from "../../messages/meeting.js";
import { planMeeting } from "../core/plan-meeting.js";
import type { Occasion, Step } from "../runs/plan-step.js";
import type { Member } from "../runs/read-members.js";

/** A line as a table can hold it: no database takes the character of code zero into a text. */
function plain(content: string): string {
	return content.replaceAll("\0", "").trim();
}

/**
 * What comes of a user's chatlings having said this; undefined where fewer than two of those who spoke are still the
 * user's and not meditating.
 */
export function planCompany(
	member: Member,
	said: readonly MeetingLine[],
	{ run, topics }: Occasion,
): Step | undefined {
	const { society } = member;
	const present = new Set(society.chatlings.filter(({ isMeditating }) => !isMeditating).map(({ id }) => id));
	const lines = said
		.map(({ speaker, content }) => ({
			speaker: readChatlingId(speaker)?.creatureId ?? "",
			content: plain(content),
		}))
		.filter(({ speaker, content }) => present.has(speaker) && content !== "");
	const speakers = lines.map(({ speaker }) => speaker);
	if (new Set(speakers).size < 2) return undefined;
	const random = seededRandom(JSON.stringify([run.seed, run.runId, society.userId]));
	const topic = pick(random, topics)!;
	return {
		member,
		outcome: planMeeting(society, { speakers, topic, random }),
		// No words of templates: later conversations may use all of them.
		written: { lines: lines.map(({ content }) => content) },
	};
}
