import { ENTITY_MARK } from "../../shared/remotes/encounter-messages";
import { hideHeadSign, showHeadSign } from "../entities/engine-head-sign";
import type { EncounterMember } from "./encounter-checks";
import type { Rgb } from "./health-look";
import { HEALTH_GROUND, healthLook } from "./health-look";

const SIGN_NAME = "EarshotHealth";
/** Studs above the middle of the head: over the name, the typing sign and a chatling's mood. */
const ABOVE_HEAD_STUDS = 4.5;

function colorOf([red, green, blue]: Rgb): Color3 {
	return Color3.fromRGB(red, green, blue);
}

/** Shows everybody who a body is in an encounter, and how they are. */
export function markBody(
	body: Model,
	{ entityId, health }: Pick<EncounterMember, "entityId" | "health">,
): void {
	const look = healthLook(health);
	if (!look) return;
	body.SetAttribute(ENTITY_MARK, entityId);
	showHeadSign(body, {
		name: SIGN_NAME,
		text: look.text,
		color: colorOf(look.color),
		ground: colorOf(HEALTH_GROUND),
		aboveStuds: ABOVE_HEAD_STUDS,
	});
}

/** It is nobody of an encounter any more. */
export function unmarkBody(body: Model): void {
	body.SetAttribute(ENTITY_MARK, undefined);
	hideHeadSign(body, SIGN_NAME);
}
