import { isDeepStrictEqual } from "node:util";
import PQueue from "p-queue";
import type { LineWriter } from "../dialogue/line-writer.js";
import { type Occasion, planOutcome, type Step } from "./plan-step.js";
import type { Member } from "./read-members.js";
import type { RunDeps } from "./run.js";
import { LINES_AT_ONCE } from "./run-limits.js";

/** The step of a member whose words are there; undefined where they are not, or the member is other than it was. */
export type StepAhead = (member: Member) => Step | undefined;

export interface WriteAheadOptions extends Pick<RunDeps, "report"> {
	readonly lines: LineWriter;
	/** Ends it early, with what is there by then. */
	readonly signal: AbortSignal;
}

/** Has conversations put into words before anything is held: it may take long. */
export async function writeAhead(
	members: readonly Member[],
	occasion: Occasion,
	{ lines, signal, report }: WriteAheadOptions,
): Promise<StepAhead> {
	const steps = new Map<string, Step>();
	const write = async (member: Member): Promise<void> => {
		const user = member.society.userId;
		const { outcome, random } = planOutcome(member, occasion);
		if ("skipped" in outcome || signal.aborted) return;
		try {
			const written = await lines(outcome, { random, used: member.said, user, signal });
			if (written.lines.length !== outcome.turns.length)
				throw new Error("there is not one line of each turn");
			steps.set(user, { member, outcome, written });
		} catch (error) {
			if (!signal.aborted) report("A conversation is told in the words of templates.", { user, error });
		}
	};
	const queue = new PQueue({ concurrency: LINES_AT_ONCE });
	await queue.addAll(members.map((member) => () => write(member)));
	return (member) => {
		const step = steps.get(member.society.userId);
		// Who reads along, and what was told, may be other than it was.
		return step && isSame(step.member, member) ? { ...step, member } : undefined;
	};
}

function isSame(one: Member, other: Member): boolean {
	return isDeepStrictEqual([one.society, one.said], [other.society, other.said]);
}
