/** Roblox's own waves, which every experience may play. */
const WAVES = new Map<Enum.HumanoidRigType, string>([
	[Enum.HumanoidRigType.R15, "rbxassetid://507770239"],
	[Enum.HumanoidRigType.R6, "rbxassetid://128777973"],
]);

/** Lets a body wave where it is rigged for animations, and hop where it is not. */
export function emote(body: Model): void {
	const humanoid = body.FindFirstChildOfClass("Humanoid");
	if (!humanoid) return;
	const animator = humanoid.FindFirstChildOfClass("Animator");
	const wave = WAVES.get(humanoid.RigType);
	if (!animator || wave === undefined) {
		humanoid.Jump = true;
		return;
	}
	const animation = new Instance("Animation");
	animation.AnimationId = wave;
	const track = animator.LoadAnimation(animation);
	track.Priority = Enum.AnimationPriority.Action;
	track.Looped = false;
	track.Ended.Once(() => {
		track.Destroy();
		animation.Destroy();
	});
	track.Play();
}
