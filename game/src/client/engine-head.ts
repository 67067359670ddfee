/** The part of a body that speech hangs above; undefined while none of it is on this client. */
export function headOf(body: Model): BasePart | undefined {
	const head = body.FindFirstChild("Head");
	return head?.IsA("BasePart") ? head : body.PrimaryPart;
}
