import { RunService } from "@rbxts/services";
import type { Attention } from "./attention";
import { createAttention } from "./attention";
import type { EngineMover } from "./engine-mover";
import { createTurning } from "./engine-turning";

/** Seconds between two looks at whom NPCs face and follow: as quick as eyes, at the cost of few frames. */
const LOOK_SECONDS = 0.2;

/** NPCs that turn to others and walk after them. */
export interface EngineAttention extends Omit<Attention, "look"> {
	readonly stop: () => void;
}

/** Looks a few times a second, and lets the bodies do what follows. */
export function attend(bodyOf: (id: string) => Model | undefined, mover: EngineMover): EngineAttention {
	const turning = createTurning();
	const attention = createAttention((id) => {
		const position = bodyOf(id)?.PrimaryPart?.Position;
		return position && { x: position.X, y: position.Y, z: position.Z };
	});

	const look = (now: number) => {
		for (const act of attention.look(now)) {
			const body = bodyOf(act.npcId);
			if (act.kind === "release") turning.release(act.npcId);
			else if (act.kind === "stand") mover.stop(act.npcId);
			else if (act.kind === "walk") mover.walkTo(act.npcId, act.spot);
			else if (body) turning.turn(act.npcId, body, act.yaw);
		}
	};

	let nextLook = 0;
	const heartbeat = RunService.Heartbeat.Connect(() => {
		const now = os.clock();
		if (now < nextLook) return;
		nextLook = now + LOOK_SECONDS;
		look(now);
	});

	return {
		face: attention.face,
		follow: attention.follow,
		isHeld: attention.isHeld,
		forget: (npcId) => {
			turning.release(npcId);
			attention.forget(npcId);
		},
		stop: () => {
			heartbeat.Disconnect();
			turning.stop();
		},
	};
}
