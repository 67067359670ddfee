import type { Parts } from "../../src/server/conversations/parts";
import { buildParts } from "../../src/server/conversations/parts";
import { actPorts } from "../../src/server/conversations/replay";
import type { TalkAct } from "../../src/server/conversations/replay";
import type { Reply } from "../../src/server/conversations/mind-port";
import type { TalkConfig } from "../../src/server/conversations/setting";
import type { ClusterTick } from "../../src/server/clusters/cluster";
import type { Entity } from "../../src/server/entities/entity";
import { DEFAULT_CONFIG } from "../../src/shared/config/config";
import type { MessageWire } from "../../src/shared/wire";
import { swiftFloor } from "./swift-floor";

/** The parts of talk by themselves, for one of them at a time; everybody stands at the origin at 0 seconds. */
export interface PartsRig extends Parts {
	readonly acts: TalkAct[];
	readonly asked: MessageWire[];
	readonly gather: (tick: ClusterTick) => void;
}

export function partsRig(entities: readonly Entity[], config: Partial<TalkConfig> = {}): PartsRig {
	const acts: TalkAct[] = [];
	const asked: MessageWire[] = [];
	let ids = 0;
	const parts = buildParts(
		{
			config: { ...DEFAULT_CONFIG, ...config },
			random: { unit: () => 0.5 },
			newId: () => string.format("m%03d", (ids += 1)),
			createFloor: swiftFloor,
			...actPorts(
				(act) => acts.push(act),
				(message) => asked.push(message),
			),
			entity: (id) => entities.find((entity) => entity.id === id),
			model: () => undefined,
			relationships: () => [{ id: "Bram", name: "Bram", kind: "friend", strength: 0.7 }],
			locationAt: () => "Market",
		},
		() => {},
	);
	const places = entities.map((entity) => entity.id).sort();
	const zeros = places.map(() => 0);
	parts.setting.whereabouts.look({ at: 0, ids: places, xs: zeros, ys: zeros, zs: zeros });
	return {
		...parts,
		acts,
		asked,
		gather: (tick) => {
			parts.setting.whereabouts.gather(tick);
			parts.policy.follow(tick);
		},
	};
}

export const replyTo = (message: MessageWire, changes: Partial<Reply> = {}): Reply => ({
	messageId: message.id,
	npcId: message.npcId,
	clusterId: message.clusterId,
	content: "Well.",
	priority: "normal",
	action: "none",
	generatedBy: "test",
	byModel: false,
	via: "queue",
	...changes,
});
