namespace Planner.Tests.Inference.Local.Text;

/// <summary>A labelled input of one language.</summary>
internal interface ICheckItem
{
    string Lang { get; }

    /// <summary>Whether it was written after the engine, to see what the engine does with texts that nobody had in mind.</summary>
    bool Held { get; }
}
