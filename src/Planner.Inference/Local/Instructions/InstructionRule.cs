using System.Text.RegularExpressions;

namespace Planner.Inference.Local.Instructions;

/// <summary>A way to ask for something.</summary>
/// <param name="Pattern">The words, matched where the reading stands; made by <see cref="InstructionPattern"/>.</param>
/// <param name="Make">What they ask for; null when the words matched say too little to know.</param>
internal sealed record InstructionRule<T>(Regex Pattern, Func<Match, T?> Make)
    where T : class
{
    /// <summary>A rule from a pattern's short form.</summary>
    public static InstructionRule<T> Of(string pattern, Func<Match, T?> make) => new(InstructionPattern.Compile(pattern), make);
}
