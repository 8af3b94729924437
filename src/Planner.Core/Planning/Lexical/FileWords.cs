using Planner.Values;

namespace Planner.Planning.Lexical;

/// <summary>Ties the words of a request to its files: what is said about a file, and which words speak of one.</summary>
internal static class FileWords
{
    private const int Beside = 8;

    /// <summary>Adds to files what they show, and to words the kind of the file that they speak of.</summary>
    public static void Mark(List<Word> words, List<SourceFile> files)
    {
        ReadAsText(words, files);
        DescribeFiles(words, files);
        MarkNames(words, files);
    }

    // "The letter" is no page where a text file came along and nothing that shows pages did; neither is a "voice note".
    private static void ReadAsText(List<Word> words, List<SourceFile> files)
    {
        var text = files.Exists(file => file.Modality == Modality.Text) && !files.Exists(file => file.IsReadable);
        for (var i = 0; i < words.Count; i++)
        {
            var spoken = i > 0 && (words[i - 1].Is(WordClass.Audio) || words[i - 1].Lower == "voice") && !words[i].Is(WordClass.File)
                && words[i].Sentence == words[i - 1].Sentence;
            if (words[i].Is(WordClass.Page) && (text || spoken))
            {
                words[i] = words[i] with { Class = (words[i].Class & ~WordClass.Page) | (spoken ? WordClass.Audio : WordClass.Text) };
            }
        }
    }

    // "A document image (example.jpg)", "a photo of a table": what a picture shows is said beside its name, or anywhere when there is
    // but one.
    private static void DescribeFiles(List<Word> words, List<SourceFile> files)
    {
        for (var f = 0; f < files.Count; f++)
        {
            if (files[f].Modality != Modality.Image)
            {
                continue;
            }

            var at = words.FindIndex(word => word.File == f);
            var alone = at < 0 && files.Count == 1;
            var shows = WordClass.None;
            for (var i = 0; i < words.Count; i++)
            {
                if (alone || (at >= 0 && words[i].Sentence == words[at].Sentence && i - at is >= -Beside and <= Beside
                    && words[i].File < 0))
                {
                    shows |= words[i].Class & (WordClass.Page | WordClass.Table);
                }
            }

            files[f] = files[f] with { Shows = files[f].Shows | shows };
            for (var i = 0; i < words.Count; i++)
            {
                if (words[i].File == f)
                {
                    words[i] = words[i] with { Class = words[i].Class | SourceFiles.ClassOf(files[f]) };
                }
            }
        }
    }

    // "Check it against the payments" speaks of payments.csv.
    private static void MarkNames(List<Word> words, List<SourceFile> files)
    {
        foreach (var file in files)
        {
            var stems = SourceFiles.NameStems(file.Name).ToHashSet(StringComparer.Ordinal);
            var latin = SourceFiles.NameParts(file.Name).ToList();
            for (var i = 0; i < words.Count; i++)
            {
                if (!words[i].Is(WordClass.Media) && (stems.Contains(words[i].Stem) || latin.Exists(part => Transliteration.Same(words[i].Stem, part))))
                {
                    words[i] = words[i] with { Class = words[i].Class | WordClass.Named | SourceFiles.ClassOf(file) };
                }
            }
        }
    }
}
