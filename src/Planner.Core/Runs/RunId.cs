using System.Security.Cryptography;

namespace Planner.Runs;

/// <summary>Ids of runs: <c>r_</c> and 22 letters and digits (131 random bits), so that nobody can guess the id of another's run.</summary>
public static class RunId
{
    private const int Length = 22;
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>A new id. Ids say nothing about order; a journal keeps that itself.</summary>
    public static string New() => "r_" + RandomNumberGenerator.GetString(Alphabet, Length);
}
