import type { Floor, FloorAct } from "../../src/server/conversations/floor-port";
import type { Reply } from "../../src/server/conversations/mind-port";

/** A floor without pauses: everything is said on the frame after it came, in the order in which it came. */
export function swiftFloor(): Floor {
	let asked = new Set<string>();
	let ready: Reply[] = [];
	let spoken = 0;
	let isOn = false;
	const npcs = new Map<string, string>();
	return {
		collect: (round) => {
			isOn = true;
			for (const { messageId, npcId } of round) {
				asked.add(messageId);
				npcs.set(messageId, npcId);
			}
		},
		reply: (reply) => {
			if (asked.delete(reply.messageId) && reply.content !== "") ready.push(reply);
		},
		preempt: () => {
			const awaited = [...asked];
			const dropped = ready.size();
			asked = new Set();
			ready = [];
			spoken = 0;
			isOn = false;
			return { awaited, dropped };
		},
		forget: (npcId) => {
			const gone = [...asked].filter((id) => npcs.get(id) === npcId);
			for (const id of gone) asked.delete(id);
			ready = ready.filter((reply) => reply.npcId !== npcId);
			return gone;
		},
		step: () => {
			const acts: FloorAct[] = ready.map((reply) => ({ kind: "say", reply }));
			spoken += ready.size();
			ready = [];
			if (isOn && asked.isEmpty()) {
				acts.push({ kind: "over", spoken });
				spoken = 0;
				isOn = false;
			}
			return acts;
		},
		isQuiet: () => !isOn,
	};
}
