/** Walks the player's own character to where an encounter has it; whoever walks it elsewhere meanwhile may. */
export function walkOwn(player: Player, goal: Vector3): void {
	player.Character?.FindFirstChildOfClass("Humanoid")?.MoveTo(goal);
}
