import type { Entity, Vitals } from "./entity";
import type { FrameBuilder } from "./frame";
import { buildFrame } from "./frame";

/** Speed of a humanoid's intent above which it counts as moving (the length of a unit direction, halved). */
const MOVING = 0.5;

/** The body of an entity in the place, if it has one now. */
export type Body = Model | undefined;

/** Reads every body's position once: what the whole tick works on. Bodies without a root are left out. */
export function readFrame(
	at: number,
	entities: readonly Entity[],
	bodyOf: (id: string) => Body,
): ReturnType<FrameBuilder["finish"]> {
	const builder = buildFrame(at);
	for (const entity of entities) {
		const root = bodyOf(entity.id)?.PrimaryPart;
		if (!root) continue;
		const position = root.Position;
		builder.put(entity.id, position.X, position.Y, position.Z);
	}
	return builder.finish();
}

/** What can be seen of a body; an entity without one stands still and has no health. */
export function readVitals(body: Body): Vitals {
	const humanoid = body?.FindFirstChildOfClass("Humanoid");
	const mood = body?.GetAttribute("Mood");
	const moodText = typeIs(mood, "string") ? mood : undefined;
	if (!humanoid) return { isMoving: false, mood: moodText };
	return {
		health: humanoid.Health,
		maxHealth: humanoid.MaxHealth,
		isMoving: humanoid.MoveDirection.Magnitude > MOVING,
		mood: moodText,
	};
}
