import type { RandomSource } from "../../shared/util/ports";
import type { MessageWire } from "../../shared/wire";
import type { Reply } from "../conversations/mind-port";
import { localLine } from "./local-line";
import type { LocalSpeaker } from "./local-line";

/** Name of the mind under which lines that the place made are known. */
const LOCAL_MIND = "local";

/** Lets NPCs speak for themselves, each without saying the same thing twice in a row. */
export class LocalVoices {
	private readonly lastLines = new Map<string, string>();

	constructor(
		private readonly speaker: (npcId: string) => LocalSpeaker | undefined,
		private readonly random: RandomSource,
	) {}

	/** An NPC that has gone says nothing. */
	reply(message: MessageWire): Reply {
		const { id, npcId, clusterId } = message;
		const speaker = this.speaker(npcId);
		const last = this.lastLines.get(npcId);
		const content = speaker ? localLine(message, speaker, { unit: this.random.unit(), last }) : "";
		if (content !== "") this.lastLines.set(npcId, content);
		const said = { messageId: id, npcId, clusterId, content, generatedBy: LOCAL_MIND };
		return { ...said, priority: "normal", action: "none", byModel: false, via: "local" };
	}

	readonly forget = (npcId: string): void => {
		this.lastLines.delete(npcId);
	};
}
