import type { MeetingKey } from "../../messages/meeting.js";

/**
 * What stands for a run's id where chatlings met in a place: `place:{world}:{cluster}` of a cluster's first meeting, with
 * `#2` after it of the second and so on. A `#` of the cluster's own id is doubled, so that no two meetings have one id.
 */
export function meetingRunId(world: string, { clusterId, number }: MeetingKey): string {
	const which = number > 1 ? `#${number}` : "";
	return `place:${world}:${clusterId.replaceAll("#", "##")}${which}`;
}

/** World in whose place a conversation was; undefined of a run's. */
export function worldOfRun(runId: string): string | undefined {
	return /^place:([^:]+):/.exec(runId)?.[1];
}
