namespace Planner.Inference.HuggingFace.Http;

/// <summary>
/// Remembers that Hugging Face refused the token (401) or wants to be paid (402): every other call would end the same way, so for a while none
/// is made and no model counts as runnable. Another token is tried at once.
/// </summary>
internal sealed class Refusals(Keys keys, TimeProvider clock)
{
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(5);
    private (string Key, StepError Error, long At)? _last;

    /// <summary>The refusal that still counts; null when there is none.</summary>
    public StepError? Current =>
        _last is var (key, error, at) && clock.GetElapsedTime(at) < Memory && keys.TryRead(out var now, out _) && now == key ? error : null;

    /// <summary>Notes an answer of the router.</summary>
    public void Note(int status, StepError error)
    {
        if (status is 401 or 402 && keys.TryRead(out var key, out _))
        {
            _last = (key, error, clock.GetTimestamp());
        }
    }
}
