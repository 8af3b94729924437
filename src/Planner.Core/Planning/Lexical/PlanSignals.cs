namespace Planner.Planning.Lexical;

/// <summary>What tells how sure a plan is.</summary>
/// <param name="Tasks">How many asks were found.</param>
/// <param name="Weakest">The least score among them, about 0.5 to 1.5; 0 when nothing was found.</param>
/// <param name="Guessed">Whether no cue was found, so that the plan is a guess.</param>
/// <param name="Unexplained">The share of sentences that ask for something and got no step, 0 to 1.</param>
/// <param name="Unused">How many files and quotations no step takes.</param>
/// <param name="PutIn">How many steps nobody asked for, put in to read a file.</param>
/// <param name="Rivals">How many other readings were nearly as good.</param>
/// <param name="Words">How many words the request has.</param>
internal readonly record struct PlanSignals(
    int Tasks, double Weakest, bool Guessed, double Unexplained, int Unused, int PutIn, int Rivals, int Words)
{
    /// <summary>How many numbers <see cref="ToVector"/> has.</summary>
    public const int Count = 9;

    /// <summary>As numbers of comparable size, the first always 1.</summary>
    public double[] ToVector() =>
    [
        1, Math.Min(Tasks, 6) / 3.0, Math.Clamp(Weakest, 0, 1.5), Guessed ? 1 : 0, Unexplained, Math.Min(Unused, 3), Math.Min(PutIn, 3), Math.Min(Rivals, 3),
        Math.Log(1 + Words) / 4,
    ];
}
